import { describe, expect, test } from "vitest";
import type { ReadField, Reading } from "#db/reading.ts";
import type { TrueRow, Truth } from "#db/seed/evaluation/truth.ts";
import { foldTerm, sameValue, similarity } from "#workers/reading-evaluation/compare.ts";
import { judgeReading, pairRows } from "#workers/reading-evaluation/judge.ts";
import { counted, scoreOf } from "#workers/reading-evaluation/score.ts";

const field = (value: string, confidence = 0.95): ReadField => ({ value, raw: value, confidence, box: null });

function course(changes: Partial<TrueRow> = {}): TrueRow {
  return {
    ...{ courseNumber: "CD 2", title: "Early Childhood: Principles and Practices", term: "Fall 2019" },
    ...{ units: "3", grade: "B+", unitSystem: "semester", state: "completed" },
    ...(changes as TrueRow),
  };
}

const truth = (courses: TrueRow[], head: Partial<Truth> = {}): Truth => ({
  ...{ kind: "transcript", variant: "pdf", layout: "made-by-hand", split: "tune" },
  ...{ documentType: "transcript", jurisdiction: "california", today: "2026-01-05" },
  rows: { courses, degrees: [], credentials: [], trainingHours: [] },
  ...head,
});

function reading(
  courses: Record<string, string>[],
  changes: Partial<Reading> = {},
  confidence?: number,
): Reading {
  const row = (cells: Record<string, string>) => ({
    ...{ confidence: 0.9, box: null },
    fields: Object.fromEntries(Object.entries(cells).map(([name, text]) => [name, field(text, confidence)])),
  });
  return {
    ...{ kind: "transcript", person: null, birthDate: null, institution: null, institutionCity: null },
    rows: { courses: courses.map(row), degrees: [], credentials: [], trainingHours: [] },
    ...changes,
  };
}

const rowsOf = (expected: TrueRow[], proposed: Record<string, string>[]) =>
  judgeReading(truth(expected), reading(proposed)).rows.courses;

describe("a course row is right", () => {
  test("when it differs in case, blanks, punctuation and a slip in a long title alone", () => {
    const proposed = course({
      ...{ courseNumber: "cd-2", units: "3.00", grade: "b+", term: "FALL SEMESTER 2019" },
      title: "EARLY CHILDHOOD PRINCIPLES AND PRACTICFS",
    });
    expect(rowsOf([course()], [proposed])).toEqual({ true: 1, proposed: 1, right: 1 });
  });

  test.each([
    ["another number", { courseNumber: "CD 12" }],
    ["another grade sign", { grade: "B" }],
    ["another number of units", { units: "4" }],
    ["another term", { term: "Fall 2018" }],
    ["another season", { term: "Spring 2019" }],
    ["another title", { title: "Child, Family, and Community" }],
    ["no grade", { grade: "" }],
    ["no units", { units: "" }],
  ] as const)("not with %s", (_what, changes) => {
    expect(rowsOf([course()], [course(changes)])).toEqual({ true: 1, proposed: 1, right: 0 });
  });

  test("while it runs, however the page says so, but not when the reader takes it for finished", () => {
    const expected = course({ grade: "", state: "in_progress" });
    expect(rowsOf([expected], [course({ grade: "IP", state: "in_progress" })]).right).toBe(1);
    expect(rowsOf([expected], [course({ grade: "IP", state: "completed" })]).right).toBe(0);
  });

  test("without cells that the truth leaves out", () => {
    const { term: _term, ...noTerm } = course();
    expect(rowsOf([noTerm], [course({ term: "Fall 1999" })]).right).toBe(1);
  });
});

describe("rows are paired", () => {
  test("by likeness, not by place, and each once", () => {
    const truths = [course(), course({ courseNumber: "CD 7", title: "Introduction to Curriculum" })];
    const proposals = [...truths].reverse();
    expect([...pairRows("courses", truths, proposals)]).toEqual(
      expect.arrayContaining([
        [0, 1],
        [1, 0],
      ]),
    );
    expect(rowsOf(truths, [...proposals, proposals[0]!])).toEqual({ true: 2, proposed: 3, right: 2 });
  });

  test("so that two attempts of one course keep their own terms", () => {
    const [first, second] = [course({ grade: "F", term: "Spring 2018" }), course()];
    expect(rowsOf([first, second], [second, first]).right).toBe(2);
  });

  test("never with a row that is another thing: a total is a proposed row too many", () => {
    const total = { courseNumber: "TERM", title: "Totals", units: "12", grade: "", term: "" };
    const { rows, cells } = judgeReading(truth([course()]), reading([total]));
    expect(rows.courses).toEqual({ true: 1, proposed: 1, right: 0 });
    expect(cells.filter((cell) => cell.truth === "" && !cell.right).map((cell) => cell.proposed)).toEqual(
      expect.arrayContaining(["TERM", "Totals", "12"]),
    );
  });
});

describe("scores", () => {
  test("precision, recall and F1 follow from counts, and nothing counted is no rate", () => {
    expect(counted({ true: 4, proposed: 5, right: 3 })).toMatchObject({
      precision: 0.6,
      recall: 0.75,
      f1: 6 / 9,
    });
    expect(counted({ true: 2, proposed: 0, right: 0 })).toMatchObject({ precision: null, recall: 0, f1: 0 });
    expect(counted({ true: 0, proposed: 0, right: 0 }).f1).toBeNull();
  });

  test("sum rows over documents, missing and invented rows included", () => {
    const judged = [
      judgeReading(
        truth([course(), course({ courseNumber: "CD 9", title: "Statistics" })]),
        reading([course()]),
      ),
      judgeReading(truth([]), reading([course()])),
    ];
    const { rows, fields } = scoreOf(judged);
    expect(rows.courses).toMatchObject({
      true: 2,
      proposed: 2,
      right: 1,
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
    });
    expect(fields["courses.grade"]).toMatchObject({ true: 2, proposed: 2, right: 1 });
  });

  test("a value where the page prints nothing costs precision, a missing one recall", () => {
    const { birthDate, person } = scoreOf([
      judgeReading(
        truth([], { person: "Ana Ruiz", birthDate: "" }),
        reading([], { birthDate: field("1990-01-02") }),
      ),
    ]).fields;
    expect(birthDate).toMatchObject({ true: 0, proposed: 1, right: 0, precision: 0 });
    expect(person).toMatchObject({ true: 1, proposed: 0, right: 0, recall: 0 });
  });

  test("people and institutions are counted where they are printed", () => {
    const right = judgeReading(
      truth([], { person: "Ana María Ruiz", institution: "The Cabrillo College" }),
      reading([], { person: field("RUIZ, ANA MARIA"), institution: field("Chabot College") }),
    );
    const { person, institution } = scoreOf([right, judgeReading(truth([]), reading([]))]);
    expect(person).toEqual({ right: 1, of: 1 });
    expect(institution).toEqual({ right: 0, of: 1 });
  });

  test("marks are counted apart on wrong and on right values", () => {
    const unsure = judgeReading(truth([course()]), reading([course({ grade: "B" })], {}, 0.5));
    const sure = judgeReading(truth([course()]), reading([course({ grade: "B" })], {}, 0.9));
    expect(scoreOf([unsure, sure])).toMatchObject({
      caught: { marked: 1, of: 2 },
      falseAlarms: { marked: 6, of: 12 },
    });
  });
});

describe("values", () => {
  test.each([
    ["certificateNumber", "PD-0042", "PD 0042", true],
    ["certificateNumber", "PD-0042", "PD-42", false],
    ["hours", "1.5", "1,5", true],
    ["hours", "15", "1.5", false],
    ["completedOn", "2024-03-05", "2024-05-03", false],
    ["grade", "A-", "A–", true],
    ["person", "Guadalupe Hernández-López", "Hernandez Lopez, Guadalupe", true],
    ["person", "Ana Ruiz", "Ana Ruis", false],
    ["institutionCity", "Bedford", "Bedford, MA", true],
    ["expiresOn", "", "", true],
    ["expiresOn", "", "2024-01-01", false],
  ])("%s: page %s, reader %s: %s", (name, page, proposed, same) => {
    expect(sameValue(name, page, proposed)).toBe(same);
  });

  test("terms are compared by season and year, other texts by their letters", () => {
    expect(foldTerm("2019 Autumn Quarter")).toBe("fall 2019");
    expect(foldTerm("Session A")).toBe("session a");
    expect(similarity("Nutrition", "")).toBe(0);
    expect(similarity("Art Appreciation I", "Art Appreciation II")).toBeGreaterThan(0.85);
  });
});
