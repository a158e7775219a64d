import { expect, test } from "vitest";
import { readiness, takenFrom, toMerge } from "../../admin-ui/src/duplicates/choices.ts";
import type { ComparedRecord, Comparison } from "../../admin-ui/src/providers/wire.ts";

const record = (id: number): ComparedRecord => ({
  id,
  registryNumber: `100000${id}`,
  name: "Reyes, Ana",
  birthDate: "1988-04-12",
  status: "active",
  version: id + 10,
  fields: {},
  formerNames: [],
  identifiers: [],
  accounts: [],
  counts: {},
  completeness: 5,
});
const comparison = (given: Partial<Comparison> = {}): Comparison => ({
  left: record(1),
  right: record(2),
  candidateId: 4,
  signals: [],
  fields: [
    { key: "email", left: "a@example.org", right: "b@example.org", same: false, suggest: "left" },
    {
      key: "birthDate",
      left: "1988-04-12",
      right: "1988-12-04",
      same: false,
      suggest: "left",
      mustChoose: true,
    },
  ],
  moves: {},
  movedRows: {},
  collapses: [],
  blocks: [],
  warnings: [],
  reportRuns: [],
  ...given,
});

test("a field that must be chosen stands open until it is chosen; others follow the suggestion", () => {
  const pair = comparison();
  expect(takenFrom(pair.fields[0]!, {})).toBe("left");
  expect(takenFrom(pair.fields[1]!, {})).toBeUndefined();
  expect(readiness(pair, {}, null)).toMatchObject({ open: ["birthDate"], ready: false });
  expect(readiness(pair, { birthDate: "right" }, null)).toMatchObject({ open: [], ready: true });
});

test("two active sign-ins wait for the one that stays", () => {
  const pair = comparison({
    fields: [],
    blocks: [{ code: "two_logins", message: "Two.", needs: "choose_login" }],
  });
  expect(readiness(pair, {}, null)).toMatchObject({ needsLogin: true, ready: false });
  expect(readiness(pair, {}, 9)).toMatchObject({ needsLogin: false, ready: true });
});

test("a collapse and a block that name the same choice are asked once", () => {
  const pair = comparison({
    fields: [],
    collapses: [{ table: "courses", label: "CD 101", keep: "A", rest: "B", choiceKey: "courses:1:2" }],
    blocks: [{ code: "grades", message: "Grades differ.", needs: "choice", choiceKey: "courses:1:2" }],
  });
  expect(readiness(pair, {}, null).open).toEqual(["courses:1:2"]);
});

test("a block that nothing helps keeps the merge shut; a second person turns it into a proposal", () => {
  const shut = comparison({
    fields: [],
    blocks: [{ code: "merged", message: "Gone.", needs: "nothing_helps" }],
  });
  expect(readiness(shut, {}, null).ready).toBe(false);
  const two = comparison({
    fields: [],
    blocks: [{ code: "ssn", message: "Differs.", needs: "second_person" }],
  });
  expect(readiness(two, {}, null)).toMatchObject({ ready: true, needsSecondPerson: true });
});

test("the merge carries both versions, and left and right as survivor and retired", () => {
  expect(toMerge(comparison(), { birthDate: "right", email: "left" }, 9, "Same person")).toEqual({
    survivorId: 1,
    retiredId: 2,
    candidateId: 4,
    keepAccountId: 9,
    choices: { birthDate: "retired", email: "survivor" },
    reason: "Same person",
    survivorVersion: 11,
    retiredVersion: 12,
  });
});
