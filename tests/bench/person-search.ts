/**
 * `npm run bench -- person-search [--size 100k] [--questions 300]`: the participants list asked for somebody with a slip in
 * both names, first 25, through the list verb (permission, actor's role, rows, total), against the select of one row by its
 * primary key through the same list verb; and the statement alone, rows and all, against the bare select. Interleaved. The
 * person counts as found where somebody of exactly that name is among the first 25: namesakes are one answer to a question
 * that gives only a name.
 */
import assert from "node:assert/strict";
import { participantList } from "#api/domains/participants/index.ts";
import { type ListPage, readList } from "#api/kernel/list.ts";
import { makeDb } from "#db/client.ts";
import { withDatabase } from "#db/embedded.ts";
import { noRole } from "#db/roles/tiers.ts";
import { startCluster, TEMPLATE } from "../setup/cluster.ts";
import { ctxFor } from "../support/ctx.ts";
import { makeStaff } from "../support/factories.ts";
import { median, numberOption, printResult, round } from "./measure.ts";
import { seeded, slip, writePeople } from "./search-people.ts";

const size = numberOption("size", 100_000);
const questions = numberOption("questions", 300);
const warmUp = 50;

const cluster = await startCluster();
const url = withDatabase(cluster.url, TEMPLATE);
const owner = makeDb(url, { max: 1 });
const api = makeDb(url, { role: noRole, max: 1 });
try {
  const people = await writePeople(owner.sql, size);
  const ctx = ctxFor(api.db, "help_desk", { accountId: (await makeStaff(owner.db, "help_desk")).id });
  const random = seeded(7);
  const range = [0, 24];
  const figures = {
    search: [] as number[],
    listed: [] as number[],
    statement: [] as number[],
    bare: [] as number[],
  };
  let found = 0;
  let itself = 0;
  async function timed<T>(into: number[] | null, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work();
    into?.push(performance.now() - began);
    return result;
  }
  const rows = (page: ListPage) =>
    JSON.parse(page.json) as { id: number; givenName: string; familyName: string }[];
  for (let n = 0; n < warmUp + questions; n++) {
    const id = 1 + Math.floor(random() * size);
    const { given, family } = people.get(id)!;
    const q = `${slip(random, given)} ${slip(random, family.split(" ")[0]!)}`;
    const warm = n < warmUp;
    const steps = [
      async () => {
        const page = await timed(warm ? null : figures.search, () =>
          readList(ctx, participantList, { filter: { q }, sort: ["relevance", "ASC"], range }),
        );
        if (warm) return;
        const answer = rows(page);
        if (answer.some((row) => row.id === id)) itself++;
        if (answer.some((row) => row.givenName === given && row.familyName.startsWith(family.split(" ")[0]!)))
          found++;
      },
      async () => {
        const page = await timed(warm ? null : figures.listed, () =>
          readList(ctx, participantList, { filter: { id }, range }),
        );
        assert.equal(rows(page)[0]!.id, id);
      },
      () =>
        timed(
          warm ? null : figures.statement,
          () => owner.sql`select p.* from find_people_by_name(${q}, 25) f join participants p on p.id = f.id
            order by f.slips, f.id`,
        ),
      async () => {
        const [row] = await timed(
          warm ? null : figures.bare,
          () => owner.sql`select * from participants where id = ${id}`,
        );
        assert.equal(row!.id, id);
      },
    ];
    for (const step of n % 2 ? steps : steps.toReversed()) await step();
  }
  const p99 = figures.search.toSorted((a, b) => a - b)[Math.floor(questions * 0.99)]!;
  printResult(
    {
      bench: "person-search",
      figure: median(figures.search),
      unit: "ms",
      peer: "the select of one row by its primary key, through the same list verb",
      peer_figure: median(figures.listed),
      better: "lower",
      size,
      rss_mb: Math.round(process.memoryUsage().rss / 1e6),
    },
    {
      found_in_first_25: round(found / questions, 3),
      found_itself: round(itself / questions, 3),
      p99_ms: round(p99),
      statement_ms: round(median(figures.statement)),
      bare_select_ms: round(median(figures.bare)),
      statement_to_bare_select: round(median(figures.statement) / median(figures.bare)),
      verb_to_bare_select: round(median(figures.search) / median(figures.bare)),
    },
  );
} finally {
  await Promise.all([owner.close(), api.close()]);
  await cluster.stop();
}
