import { sql } from "drizzle-orm";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { log } from "#api/http/log.ts";
import { testDb } from "../setup/db.ts";
import { makeAccount, makeParticipant, makeProgram, makeStaff } from "../support/factories.ts";
import { type Client, client } from "../support/http.ts";
import { drainQueue, mailbox } from "../support/queue.ts";

/** TRUST B6: what people entrust to the registry is nowhere in plain but in the answers of those entitled to it. */
const ssn = "457558643";
const wage = "7391.53";
const password = "Zwetschgen-Ringelpiez 8842";
const secrets = { ssn, wage, password };

let staff: Client;
let self: Client;
let participantId: number;
let employmentId: number;
const responses: string[] = [];
const lines: string[] = [];
/** Where the log's lines go; looked into here instead of the terminal. */
const stream = (log as unknown as Record<symbol, { write(line: string): void }>)[pino.symbols.streamSym]!;
const write = stream.write;

beforeAll(async () => {
  const db = await testDb();
  const program = await makeProgram(db);
  participantId = (await makeParticipant(db)).id;
  const email = (await makeAccount(db, { participantId })).email;
  [staff, self] = [await client(), await client()];
  log.level = "trace";
  stream.write = (line) => void lines.push(line);
  expect((await staff.signIn((await makeStaff(db, "registry_admin")).email)).status).toBe(200);
  expect((await self.signIn(email)).status).toBe(200);
  const keep = async (answer: ReturnType<Client["get"]>, status: number) => {
    const { text, status: given, body } = await answer;
    expect(given, text).toBe(status);
    responses.push(text);
    return body as { id: number; version: number };
  };
  await keep(self.post(`/api/participants/${participantId}/set-ssn`, { ssn: "457-55-8643" }), 200);
  await keep(staff.post(`/api/participants/${participantId}/set-ssn`, { ssn }), 200);
  await keep(self.post(`/api/participants/${participantId}/set-ssn`, { ssn, extra: ssn }), 422);
  const job = { participantId, programId: program.id, position: "teacher", startedOn: "2024-01-02" };
  employmentId = (
    (await self.post("/api/employments", { ...job, wage: { amount: wage, period: "month" } })).body as {
      id: number;
    }
  ).id;
  await keep(self.post("/api/employments", { ...job, wage: { amount: wage, period: "decade" } }), 422);
  await keep(
    staff.post("/api/staff", {
      email: "new@example.org",
      displayName: "New",
      staffRole: "auditor",
      password,
    }),
    201,
  );
  await keep(self.post("/api/session", { email: "new@example.org", password: `${password}!` }), 401);
  for (const name of ["participants", "employments", "audit", "staff", "notifications", "documents"])
    await keep(staff.get(`/api/${name}`), 200);
  await keep(staff.get(`/api/participants/${participantId}`), 200);
  await keep(staff.get(`/api/participants/${participantId}/history`), 200);
  await drainQueue();
}, 60_000);
afterAll(() => {
  stream.write = write;
  log.level = "silent";
});

/** A secret in the shapes it may leak in: as it is, with hyphens or spaces, backwards, hex, base64. */
function shapes(value: string): string[] {
  const dashed = value.replace(/^(\d{3})(\d{2})(\d{4})$/, "$1-$2-$3");
  return [value, dashed, dashed.replaceAll("-", " ")].flatMap((each) => [
    each,
    [...each].reverse().join(""),
    Buffer.from(each).toString("hex"),
    Buffer.from(each).toString("base64").replace(/=+$/, ""),
    Buffer.from(each).toString("base64url"),
    encodeURIComponent(each),
  ]);
}
const leaks = (text: string) =>
  Object.entries(secrets).flatMap(([name, value]) =>
    shapes(value).some((shape) => text.toLowerCase().includes(shape.toLowerCase())) ? [name] : [],
  );

test("those entitled do see them, so that the search below looks for the right thing", async () => {
  const revealed = await staff.post(`/api/participants/${participantId}/reveal-ssn`, {
    reason: "asked by phone",
  });
  expect(revealed.body).toEqual({ ssn });
  expect(leaks(revealed.text)).toEqual(["ssn"]);
  const job = await self.get(`/api/employments/${employmentId}`);
  expect(job.body).toMatchObject({ wage: { amount: wage, period: "month" } });
});

test("no row of any table holds one in any shape: not the data, not the audit, not the queue, not the e-mails", async () => {
  const db = await testDb();
  const tables = await db.execute<{
    name: string;
  }>(sql`select format('%I.%I', table_schema, table_name) as name
    from information_schema.tables where table_schema in ('public', 'private', 'graphile_worker') and table_type = 'BASE TABLE'`);
  expect(tables.length).toBeGreaterThan(40);
  const found: string[] = [];
  let rows = 0;
  for (const { name } of tables) {
    const [dump] = await db.execute<{ text: string; n: number }>(
      sql`select coalesce(string_agg(t::text, E'\n'), '') as text, count(*)::int as n from ${sql.raw(name)} t`,
    );
    rows += dump!.n;
    for (const leak of leaks(dump!.text)) found.push(`${leak} in ${name}`);
  }
  expect(rows).toBeGreaterThan(10);
  expect(found).toEqual([]);
});

test("no log line, no e-mail and no answer to somebody else holds one", async () => {
  const logged = lines.join("");
  expect(logged).toContain('"path":"/api/employments"');
  expect(leaks(logged)).toEqual([]);
  expect(leaks(JSON.stringify(await mailbox()))).toEqual([]);
  expect(leaks(responses.join("\n"))).toEqual([]);
});
