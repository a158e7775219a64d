import { tmpdir } from "node:os";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { findDuplicates } from "#api/domains/duplicates/index.ts";
import type { Tx } from "#db/client.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { credentials, documentFiles, documents } from "#db/schema/index.ts";
import { makeShelf } from "#db/seed/demo/files.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { seedPeople } from "#db/seed/demo/seed-people.ts";
import { inRollback, testClient } from "../setup/db.ts";
import { depsFor, systemCtx } from "../support/ctx.ts";

const size = 1200;
const day = new Date("2026-03-02T12:00:00Z");

/** The demo registry's people with their recorded truth; the papers that two records share are made here, undrawn. */
async function seed(tx: Tx) {
  const { truth, pairs } = await seedPeople({
    tx,
    jurisdiction: jurisdictionFor("california"),
    now: day,
    today: "2026-03-02",
    size,
    random: makeRandom(7),
    files: makeShelf(tmpdir()),
    secrets: depsFor(tx).secrets,
  });
  for (const [n, { kind, first, second }] of pairs.entries()) {
    for (const { id } of [first, second]) {
      if (kind === "same_permit_number") {
        await tx
          .insert(credentials)
          .values({ participantId: id, kind: "permit", name: "Permit", documentNumber: `2260${n}` });
      }
      if (kind === "same_file") {
        const [document] = await tx
          .insert(documents)
          .values({ participantId: id, type: "transcript" })
          .returning();
        await tx.insert(documentFiles).values({
          documentId: document!.id,
          storageKey: `${kind}-${id}`,
          originalName: "t.pdf",
          mimeType: "application/pdf",
          sizeBytes: 1,
          sha256: String(n).padStart(64, "0"),
        });
      }
    }
  }
  return truth;
}

test("on the demo registry's truth: nine in ten duplicates are found, and nearly all that rank strong are right", async () => {
  await testClient();
  await inRollback(async (tx) => {
    const truth = await seed(tx);
    await findDuplicates(systemCtx(tx));
    const rows =
      (await tx.execute(sql`select l.registry_number as l, r.registry_number as r, c.band from duplicate_candidates c
      join participants l on l.id = c.left_id join participants r on r.id = c.right_id`)) as unknown as {
        l: string;
        r: string;
        band: string;
      }[];
    const key = (a: string, b: string) => [a, b].sort().join("=");
    const real = new Set(truth.duplicates.map(({ left, right }) => key(left, right)));
    const right = (bands: string[]) => {
      const chosen = rows.filter(({ band }) => bands.includes(band));
      return { all: chosen.length, true: chosen.filter(({ l, r }) => real.has(key(l, r))).length };
    };
    const strong = right(["strong"]);
    const worth = right(["strong", "likely"]);
    const everything = right(["strong", "likely", "possible"]);
    expect(real.size).toBeGreaterThan(20);
    expect(everything.true / real.size).toBeGreaterThanOrEqual(0.9);
    expect(worth.true / worth.all).toBeGreaterThanOrEqual(0.85);
    expect(strong.true / strong.all).toBeGreaterThanOrEqual(0.97);
    const found = new Set(rows.filter(({ band }) => band === "strong").map(({ l, r }) => key(l, r)));
    expect(truth.notDuplicates.filter(({ left, right: other }) => found.has(key(left, other)))).toEqual([]);
  });
}, 60_000);
