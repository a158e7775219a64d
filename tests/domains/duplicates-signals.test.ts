import { expect, test } from "vitest";
import { findDuplicates } from "#api/domains/duplicates/index.ts";
import { signalInWords, signalKeys } from "#api/domains/duplicates/signals.ts";
import type { Tx } from "#db/client.ts";
import * as s from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { systemCtx } from "../support/ctx.ts";
import * as make from "../support/factories.ts";

type Person = Partial<typeof s.participants.$inferInsert>;
const rosa: Person = { givenName: "Rosa", familyName: "Villanueva Ortiz", birthDate: "1984-07-03" };

/** The signals of the one pair found, by both ways of searching: everybody, and one record through its indexes. */
async function signals(
  tx: Tx,
  left: Person,
  right: Person,
  more?: (l: number, r: number) => Promise<unknown>,
) {
  const a = await make.makeParticipant(tx, { ...rosa, ...left });
  const b = await make.makeParticipant(tx, { ...rosa, ...right });
  await more?.(a.id, b.id);
  await findDuplicates(systemCtx(tx));
  const whole = await tx.select().from(s.duplicateCandidates);
  await tx.delete(s.duplicateCandidates);
  await findDuplicates(systemCtx(tx), { participantId: b.id });
  const [row] = await tx.select().from(s.duplicateCandidates);
  expect(whole[0]?.signals).toEqual(row?.signals);
  return row?.signals.map(({ key }) => key) ?? [];
}

test.each<[string, Person, Person]>([
  ["nickname", { givenName: "Guadalupe" }, { givenName: "Lupita" }],
  ["nickname", { givenName: "María Teresa" }, { givenName: "Maite" }],
  ["part_of_given_name", { givenName: "Quilla" }, { givenName: "Quilla Renata" }],
  ["similar_given_name", { givenName: "Yolanda" }, { givenName: "Yolonda" }],
  ["given_name_sounds_alike", { givenName: "Rebekah" }, { givenName: "Ribeca" }],
  ["same_family_name", {}, { familyName: "VILLANUEVA-ORTÍZ" }],
  ["part_of_family_name", {}, { familyName: "Ortiz de Vega" }],
  ["similar_family_name", { familyName: "Nguyen" }, { familyName: "Nguyenn" }],
  ["names_transposed", { familyName: "Villanueva" }, { givenName: "Villanueva", familyName: "Rosa" }],
  ["birth_date_swapped", { birthDate: "1984-07-03" }, { birthDate: "1984-03-07" }],
  ["birth_date_one_digit", { birthDate: "1984-07-03" }, { birthDate: "1994-07-03" }],
  ["same_phone", { phone: "(213) 555-0101" }, { phone: "213.555.0101" }],
  ["same_email", { email: "Rosa@example.org" }, { email: "rosa@example.org" }],
])("%s is found between %o and %o", (key, left, right) =>
  inRollback(async (tx) => expect(await signals(tx, left, right)).toContain(key)),
);

test("clue 1: a certification number that is the other record's registry number (S16)", () =>
  inRollback(async (tx) => {
    const other = await make.makeParticipant(tx, { givenName: "R", familyName: "Ortiz", birthDate: null });
    const holder = await make.makeParticipant(tx, rosa);
    await tx
      .insert(s.participantIdentifiers)
      .values({ participantId: holder.id, kind: "certification_number", value: other.registryNumber });
    await findDuplicates(systemCtx(tx));
    const [row] = await tx.select().from(s.duplicateCandidates);
    expect(row!.signals[0]).toMatchObject({
      key: "certification_is_other_number",
      left: other.registryNumber,
    });
  }));

test("clue 2: the employer knows the person by the other registry number (S17)", () =>
  inRollback(async (tx) => {
    const other = await make.makeParticipant(tx, { ...rosa, birthDate: null });
    const person = await make.makeParticipant(tx, { ...rosa, birthDate: "1991-01-01" });
    const program = await make.makeProgram(tx);
    await make.makeEmployment(tx, {
      participantId: person.id,
      programId: program.id,
      employerRecordNumber: other.registryNumber,
    });
    for (const participantId of [undefined, other.id, person.id]) {
      await tx.delete(s.duplicateCandidates);
      await findDuplicates(systemCtx(tx), { participantId });
      const [row] = await tx.select().from(s.duplicateCandidates);
      expect(row!.signals[0]).toMatchObject({ key: "employer_has_other_number", left: other.registryNumber });
    }
  }));

test("clues 3 and 4: pending and active at one employer; one record's sign-in is the other's e-mail (S18, S19)", () =>
  inRollback(async (tx) => {
    const program = await make.makeProgram(tx);
    const found = await signals(
      tx,
      { status: "active" },
      { status: "pending", email: "rosa@example.org" },
      async (left, right) => {
        for (const participantId of [left, right])
          await make.makeEmployment(tx, { participantId, programId: program.id });
        await make.makeAccount(tx, { participantId: left, email: "rosa@example.org" });
      },
    );
    expect(found).toEqual(expect.arrayContaining(["pending_and_active_same_employer", "account_email"]));
  }));

test("the same file, permit number and Social Security number are evidence; a different number speaks against, and none is shown", () =>
  inRollback(async (tx) => {
    const secret = (participantId: number, ssnBlindIndex: string) =>
      tx.insert(s.participantSecrets).values({ participantId, ssnCiphertext: "sealed", ssnBlindIndex });
    const found = await signals(tx, {}, { birthDate: null }, async (left, right) => {
      for (const participantId of [left, right]) {
        await tx
          .insert(s.credentials)
          .values({ participantId, kind: "permit", name: "Permit", documentNumber: "P-77" });
        const document = await make.makeDocument(tx, { participantId });
        await tx.insert(s.documentFiles).values({
          documentId: document.id,
          storageKey: `k${document.id}`,
          originalName: "a.pdf",
          mimeType: "application/pdf",
          sizeBytes: 1,
          sha256: "c".repeat(64),
        });
        await secret(participantId, "blind");
      }
    });
    expect(found).toEqual(expect.arrayContaining(["same_file", "same_permit_number", "same_ssn"]));
    expect(JSON.stringify(await tx.select().from(s.duplicateCandidates))).not.toContain("blind");
  }));

test("two sisters who are both called María something are two people", () =>
  inRollback(async (tx) => {
    await make.makeParticipant(tx, { ...rosa, givenName: "María Elena" });
    await make.makeParticipant(tx, { ...rosa, givenName: "María José" });
    expect(await findDuplicates(systemCtx(tx))).toMatchObject({ found: 0 });
  }));

test("twins at one address, namesakes of another age, and merged records do not rank as likely", () =>
  inRollback(async (tx) => {
    const home = { phone: "(213) 555-0101", addressLine: "12 Cedar Way", zip: "90001" };
    const twin = await make.makeParticipant(tx, { ...rosa, ...home });
    await make.makeParticipant(tx, { ...rosa, ...home, givenName: "Diana" });
    await make.makeParticipant(tx, { ...rosa, birthDate: "1961-11-20" });
    await make.makeParticipant(tx, { ...rosa, status: "merged", mergedIntoId: twin.id });
    await findDuplicates(systemCtx(tx));
    const rows = await tx.select().from(s.duplicateCandidates);
    expect(rows.filter(({ band }) => band !== "possible")).toEqual([]);
    expect(rows.length).toBeLessThanOrEqual(1);
  }));

test("every signal has a sentence", () => {
  for (const key of signalKeys) {
    const text = signalInWords({ key, points: 1, left: "LEFT", right: "RIGHT" });
    expect(text).toMatch(/^[A-Z].+\.$/);
  }
});

test.each([
  ["same_birth_date", "1969-09-26", undefined, "Same date of birth: Sep 26, 1969."],
  [
    "birth_date_swapped",
    "1984-07-03",
    "1984-03-07",
    "Day and month of birth are swapped: Jul 3, 1984 and Mar 7, 1984.",
  ],
  ["same_phone", "2135550171", undefined, "Same phone number: (213) 555-0171."],
  ["same_phone", "525555501711", undefined, "Same phone number: 525555501711."],
])("%s says dates and phone numbers as people write them", (key, left, right, text) =>
  expect(signalInWords({ key, points: 1, left, right })).toBe(text),
);
