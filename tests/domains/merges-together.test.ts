import { expect, test } from "vitest";
import { getMerge } from "#api/domains/merges/get.ts";
import { previewTogether } from "#api/domains/merges/preview-together.ts";
import { mergeTogether } from "#api/domains/merges/together.ts";
import { undoMerge, undoTogether } from "#api/domains/merges/undo.ts";
import type { Tx } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";
import { snapshot } from "./merges-history.ts";
import { fresh } from "./merges-steps.ts";

const helpDesk = (tx: Tx) => ctxFor(tx, "help_desk");
async function three(tx: Tx) {
  const same = { givenName: "Rosa", familyName: "Ortiz", birthDate: null };
  const people = [
    await make.makeParticipant(tx, { ...same, status: "active", phone: null, city: null }),
    await make.makeParticipant(tx, { ...same, phone: "(213) 555-0101", city: null }),
    await make.makeParticipant(tx, { ...same, phone: "(213) 555-0102", city: "Fresno" }),
  ] as const;
  const program = await make.makeProgram(tx);
  for (const { id } of people) {
    await make.makeDocument(tx, { participantId: id });
    await make.makeEmployment(tx, { participantId: id, programId: program.id });
  }
  return people;
}
const versions = async (tx: Tx, ids: readonly number[]) =>
  Object.fromEntries(await Promise.all(ids.map(async (id) => [id, (await fresh(tx, id)).version])));

test("three records become one at once: what is shown beforehand is what happens, also with a value of the third", () =>
  inRollback(async (tx) => {
    const [a, b, c] = await three(tx);
    const ids = [a.id, b.id, c.id];
    const choices = { phone: c.id };
    const preview = await previewTogether(helpDesk(tx), { ids: ids.map(String), choices });
    expect(preview).toMatchObject({ survivorId: a.id, proposedId: a.id });
    expect(preview.fields.find(({ key }) => key === "phone")).toMatchObject({
      takes: c.id,
      values: { [a.id]: null, [b.id]: "(213) 555-0101", [c.id]: "(213) 555-0102" },
    });
    const done = await mergeTogether(helpDesk(tx), {
      survivorId: a.id,
      retiredIds: [b.id, c.id],
      choices,
      reason: "One person, three records",
      versions: await versions(tx, ids),
    });
    expect(await fresh(tx, a.id)).toMatchObject({ phone: "(213) 555-0102", city: "Fresno" });
    const moves = async (id: number) =>
      (await getMerge(helpDesk(tx), id)).ledger.filter(
        ({ table, action }) => table === "documents" && action === "moved",
      ).length;
    for (const [at, id] of done.ids.entries())
      expect(await moves(id)).toBe(preview.steps[at]!.movedRows.documents!.length);
    expect((await getMerge(helpDesk(tx), done.id)).together.map(({ retired }) => retired.id)).toEqual([
      b.id,
      c.id,
    ]);
    const jobs = await tx.select().from(schema.employments);
    expect(jobs.filter(({ participantId }) => participantId === a.id)).toHaveLength(1);
  }));

test("they come back one by one, the last first, or all at once, to exactly what they were", () =>
  inRollback(async (tx) => {
    const [a, b, c] = await three(tx);
    const before = await snapshot(tx);
    const together = async () =>
      mergeTogether(helpDesk(tx), {
        survivorId: b.id,
        retiredIds: [a.id, c.id],
        reason: "One person",
        versions: await versions(tx, [a.id, b.id, c.id]),
      });
    const undo = async (id: number, verb: typeof undoMerge) =>
      verb(helpDesk(tx), {
        id,
        version: (await getMerge(helpDesk(tx), id)).version,
        reason: "Not one person",
      });
    const first = await together();
    await expect(undo(first.ids[0]!, undoMerge)).rejects.toThrow("Undo that merge first.");
    await undo(first.ids[1]!, undoMerge);
    expect(await fresh(tx, c.id)).toMatchObject({ mergedIntoId: null });
    await undo(first.ids[0]!, undoMerge);
    expect(await snapshot(tx)).toEqual(before);
    await undo((await together()).id, undoTogether);
    expect(await snapshot(tx)).toEqual(before);
  }));

test("one sign-in of the three stays, whoever held it; a record that changed, a stranger's sign-in and oneself are refused", () =>
  inRollback(async (tx) => {
    const people = await three(tx);
    const [a, b, c] = people;
    const logins: (typeof schema.accounts.$inferSelect)[] = [];
    for (const { id } of people) logins.push(await make.makeAccount(tx, { participantId: id }));
    const input = {
      survivorId: a.id,
      retiredIds: [b.id, c.id],
      reason: "One person",
      versions: await versions(tx, [a.id, b.id, c.id]),
    };
    await expect(mergeTogether(helpDesk(tx), input)).rejects.toMatchObject({ status: 428 });
    const stranger = await make.makeAccount(tx);
    await expect(mergeTogether(helpDesk(tx), { ...input, keepAccountId: stranger.id })).rejects.toMatchObject(
      {
        status: expect.any(Number),
      },
    );
    await expect(
      mergeTogether(helpDesk(tx), {
        ...input,
        keepAccountId: logins[2]!.id,
        versions: { ...input.versions, [b.id]: 99 },
      }),
    ).rejects.toMatchObject({ status: 409 });
    await expect(
      mergeTogether(ctxFor(tx, "help_desk", { participantId: c.id }), {
        ...input,
        keepAccountId: logins[2]!.id,
      }),
    ).rejects.toMatchObject({ status: 403 });
    await mergeTogether(helpDesk(tx), { ...input, keepAccountId: logins[2]!.id });
    const rows = await tx.select().from(schema.accounts).orderBy(schema.accounts.id);
    const mine = rows.filter(({ id }) => logins.some((login) => login.id === id));
    expect(mine.map(({ participantId, status }) => [participantId, status])).toEqual([
      [a.id, "disabled"],
      [a.id, "disabled"],
      [a.id, "active"],
    ]);
  }));

test("different dates of birth among several are for a second person, pair by pair", () =>
  inRollback(async (tx) => {
    const a = await make.makeParticipant(tx, { birthDate: "1984-07-03" });
    const b = await make.makeParticipant(tx, { birthDate: "1984-07-13" });
    const preview = await previewTogether(helpDesk(tx), {
      ids: [a, b].map(({ registryNumber }) => registryNumber),
    });
    expect(preview.steps[0]!.blocks.map(({ code }) => code)).toContain("birth_dates");
    await expect(
      mergeTogether(helpDesk(tx), {
        survivorId: a.id,
        retiredIds: [b.id],
        reason: "One person",
        versions: await versions(tx, [a.id, b.id]),
      }),
    ).rejects.toThrow("a colleague has to approve it");
  }));
