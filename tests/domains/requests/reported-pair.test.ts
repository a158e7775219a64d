import { expect, test } from "vitest";
import { getDuplicate } from "#api/domains/duplicates/get.ts";
import { findDuplicates } from "#api/domains/duplicates/index.ts";
import { listDuplicates } from "#api/domains/duplicates/list.ts";
import { modelInUse } from "#api/domains/duplicates/model.ts";
import type { DuplicateRow } from "#api/domains/duplicates/schemas.ts";
import { resolveRequest, submitRequest } from "#api/domains/requests/index.ts";
import type { Tx } from "#db/client.ts";
import { inRollback } from "#tests/setup/db.ts";
import { systemCtx } from "#tests/support/ctx.ts";
import { makeParticipant } from "#tests/support/factories.ts";
import { deskOf, educator, rowOf } from "./support.ts";

const rosa = { givenName: "Rosa", familyName: "Villanueva Ortiz", birthDate: "1984-07-03" };
const report = { type: "duplicate" as const, message: "I think I have two records." };
const sentence = "Somebody reported the two as one person.";

/** Two records that a scan by itself holds for possibly one person, reported as one. */
async function reported(tx: Tx) {
  const { ctx } = await educator(tx, { ...rosa, phone: "(213) 555-0101" });
  const other = await makeParticipant(tx, { ...rosa, givenName: "Rosita", birthDate: "1984-03-07" });
  const desk = await deskOf(tx);
  const only = async (): Promise<DuplicateRow> => {
    const rows = JSON.parse((await listDuplicates(desk, { filter: { participantId: other.id } })).json);
    expect(rows).toHaveLength(1);
    return rows[0];
  };
  await findDuplicates(systemCtx(tx));
  const before = await only();
  const { id } = await submitRequest(ctx, { ...report, numbers: [other.registryNumber] });
  return { desk, only, before, request: id, other };
}

test("a scan that looks at a reported pair again leaves it among the likely ones and says that it was reported", () =>
  inRollback(async (tx) => {
    const { desk, only, before, other } = await reported(tx);
    expect(before.band).toBe("possible");
    for (const participantId of [undefined, other.id]) {
      await findDuplicates(systemCtx(tx), { participantId });
      const pair = await only();
      expect(pair.band).toBe("likely");
      expect(pair.score).toBeCloseTo((await modelInUse(tx)).model.bands.likely, 3);
      expect(pair.signals.map(({ text }) => text)).toContain(sentence);
      expect(pair.signals.length).toBe(before.signals.length + 1);
      const { comparison } = await getDuplicate(desk, pair.id);
      expect(comparison.signals.map(({ text }) => text)).toContain(sentence);
    }
    expect(await findDuplicates(systemCtx(tx)), "nothing changed, nothing is written").toMatchObject({
      opened: 0,
    });
  }));

test("once the report is answered, a scan goes by the records alone", () =>
  inRollback(async (tx) => {
    const { desk, only, before, request } = await reported(tx);
    const { version } = await rowOf(tx, request);
    await resolveRequest(desk, { id: request, version, answer: "They are sisters." });
    await findDuplicates(systemCtx(tx));
    const pair = await only();
    expect(pair).toMatchObject({ band: before.band, score: before.score });
    const { comparison } = await getDuplicate(desk, pair.id);
    for (const { signals } of [pair, comparison])
      expect(signals.map(({ text }) => text)).not.toContain(sentence);
  }));
