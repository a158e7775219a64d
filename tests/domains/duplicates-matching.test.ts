import { expect, test } from "vitest";
import { findMatchCandidates, findMatches } from "#api/domains/duplicates/index.ts";
import { participantIdentifiers, participantNames } from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { anonymousCtx, ctxFor } from "../support/ctx.ts";
import { makeAccount, makeParticipant } from "../support/factories.ts";

const rosa = { givenName: "Rosa", familyName: "Villanueva Ortiz", birthDate: "1984-07-03", email: null };

test("nobody alike: none, and strangers with the same birth date do not count", () =>
  inRollback(async (tx) => {
    await makeParticipant(tx, { ...rosa, givenName: "Quentin", familyName: "Abernathy" });
    expect(await findMatches(anonymousCtx(tx), rosa)).toEqual({ verdict: "none" });
  }));

test("same name and birth date: a record seems to exist, and nothing else is told", () =>
  inRollback(async (tx) => {
    await makeParticipant(tx, rosa);
    expect(await findMatches(anonymousCtx(tx), { ...rosa, familyName: "villanueva-ortíz" })).toEqual({
      verdict: "ask_staff",
    });
  }));

test("name, birth date and a certification number: the record nobody signs in to may be claimed (S11)", () =>
  inRollback(async (tx) => {
    const person = await makeParticipant(tx, rosa);
    const identifier = { kind: "certification_number", value: "C-448120" } as const;
    await tx.insert(participantIdentifiers).values({ participantId: person.id, ...identifier });
    const asked = { ...rosa, identifiers: [{ kind: "certification_number", value: "C 448120" }] };
    expect(await findMatches(anonymousCtx(tx), asked)).toEqual({
      verdict: "claim",
      participantId: person.id,
    });
    await makeAccount(tx, { participantId: person.id });
    expect(await findMatches(anonymousCtx(tx), asked)).toEqual({ verdict: "ask_staff" });
  }));

test("the right number with another name or birth date is not enough to claim", () =>
  inRollback(async (tx) => {
    const person = await makeParticipant(tx, rosa);
    const identifier = { kind: "certification_number", value: "C448120" } as const;
    await tx.insert(participantIdentifiers).values({ participantId: person.id, ...identifier });
    const wrongName = {
      givenName: "Peter",
      familyName: "Zhao",
      birthDate: rosa.birthDate,
      identifiers: [identifier],
    };
    expect((await findMatches(anonymousCtx(tx), wrongName)).verdict).not.toBe("claim");
    const wrongDate = { ...rosa, birthDate: "1984-03-07", identifiers: [identifier] };
    expect((await findMatches(anonymousCtx(tx), wrongDate)).verdict).toBe("ask_staff");
  }));

test("staff are shown candidates with the evidence in words, found by a former name too", () =>
  inRollback(async (tx) => {
    const person = await makeParticipant(tx, { ...rosa, familyName: "Castellanos" });
    await tx
      .insert(participantNames)
      .values({ participantId: person.id, kind: "maiden", givenName: "Rosa", familyName: "Villanueva" });
    const [found] = await findMatchCandidates(ctxFor(tx, "help_desk"), rosa);
    expect(found).toMatchObject({ id: person.id, hasAccount: false, registryNumber: person.registryNumber });
    expect(found!.signals.map(({ text }) => text)).toContain("Same date of birth: Jul 3, 1984.");
    expect(found!.signals.map(({ key }) => key)).toContain("former_name");
    await expect(findMatchCandidates(ctxFor(tx, "instructor"), rosa)).rejects.toThrow(
      "Your role does not allow",
    );
  }));

test("while only a name is typed, staff see who is called so; the visitor's answer does not change by it", () =>
  inRollback(async (tx) => {
    const person = await makeParticipant(tx, rosa);
    const typed = { givenName: "Rosa", familyName: "Villanueva Ortis" };
    const [found] = await findMatchCandidates(ctxFor(tx, "help_desk"), typed);
    expect(found).toMatchObject({ id: person.id, band: "possible" });
    expect(await findMatches(anonymousCtx(tx), typed)).toEqual({ verdict: "none" });
  }));
