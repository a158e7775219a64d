import { beforeAll, expect, test } from "vitest";
import { routes } from "#api/domains/routes.ts";
import { testDb } from "../setup/db.ts";
import { makeParticipant, makeStaff } from "../support/factories.ts";
import { type Answer, type Client, client } from "../support/http.ts";

const lists = routes.filter(({ verbs }) => verbs.list).map(({ name }) => name);
const maxRows = 100;
let admin: Client;

beforeAll(async () => {
  const db = await testDb();
  for (let n = 0; n < maxRows + 20; n++) await makeParticipant(db, { familyName: `Many ${n}` });
  admin = await client();
  expect((await admin.signIn((await makeStaff(db, "registry_admin")).email)).status).toBe(200);
}, 60_000);

/** A refusal a clerk can read: 4xx, a sentence, nothing of the machine. */
function refusedInWords(answer: Answer, what: string): void {
  expect(answer.status, `${what}: ${answer.text.slice(0, 200)}`).toBeGreaterThanOrEqual(400);
  expect(answer.status, `${what}: ${answer.text.slice(0, 200)}`).toBeLessThan(500);
  const { message } = answer.body as { message?: string };
  expect(message, what).toMatch(/^[A-Z0-9].{8,}[.:!]/s);
  expect(answer.text, what).not.toMatch(
    /node_modules|at .*\.ts|select |drizzle|postgres|syntax|invalid input/i,
  );
}
const raw = (method: string, path: string, body: string, headers = {}) =>
  admin.request(method, path, body, headers);
const listing = (name: string, query: Record<string, string>) =>
  admin.get(`/api/${name}?${new URLSearchParams(query)}`);

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
const bodies: [string, string][] = [
  ["no JSON", "{"],
  ["a bare word", "hello"],
  ["an array", "[1,2]"],
  ["a string", '"text"'],
  ["null", "null"],
  ["deep", deep(5_000)],
  ["a null byte", '{"givenName":"a\\u0000b","familyName":"c","birthDate":"1990-01-01","name":"x\\u0000"}'],
  ["a lone surrogate", '{"givenName":"\\ud800","familyName":7}'],
  ["__proto__", '{"__proto__":{"isAdmin":true,"polluted":1}}'],
  ["constructor", '{"constructor":{"prototype":{"polluted":1}},"toString":1,"hasOwnProperty":2}'],
  [
    "numbers past every type",
    '{"id":1e400,"version":99999999999,"participantId":-99999999999,"programId":1e308}',
  ],
];
const writes = routes.flatMap(({ name, verbs }) => [
  ...(verbs.create ? [["POST", `/api/${name}`] as const] : []),
  ...(verbs.update ? [["PUT", `/api/${name}/1`] as const] : []),
  ...Object.keys(verbs.actions ?? {}).map((action) => ["POST", `/api/${name}/1/${action}`] as const),
  ...Object.keys(verbs.collectionActions ?? {}).map((action) => ["POST", `/api/${name}/${action}`] as const),
]);

test.each(bodies)("a body that is %s is refused in words by every write", async (what, body) => {
  for (const [method, path] of writes) {
    const answer = await raw(method, path, body);
    // A few actions need nothing from the body; what they do not need may not break them either.
    if (answer.status >= 400) refusedInWords(answer, `${method} ${path} ${what}`);
    else expect(answer.status, path).toBeLessThan(300);
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
});

test("a body of two megabytes is refused before it is looked at", async () => {
  const answer = await raw("POST", "/api/participants", JSON.stringify({ givenName: "x".repeat(2_000_000) }));
  expect(answer.status).toBe(413);
  refusedInWords(answer, "2 MB");
});

const ranges = [
  ...[
    "[-1,5]",
    "[5,1]",
    "[0,100000]",
    "[0,100]",
    '["0","9"]',
    "[0.5,9]",
    "[0]",
    "[]",
    "[0,1,2]",
    "{}",
    "null",
    "true",
  ],
  ...["[0,1e99]", "[0,null]", "0,9", "[NaN,1]", '"[0,9]"', "[9007199254740993,9007199254740999]"],
];
test.each(ranges)("a range of %s is refused by every list", async (range) => {
  for (const name of lists) refusedInWords(await listing(name, { range }), `${name} ${range}`);
});

const sorts = [
  "searchText",
  "ssn",
  "ssnBlindIndex",
  "passwordHash",
  "wage",
  "__proto__",
  "constructor",
  "toString",
  "1;--",
];
test.each(sorts)("no list can be sorted by %s", async (key) => {
  for (const name of lists) {
    refusedInWords(await listing(name, { sort: JSON.stringify([key, "ASC"]) }), `${name} ${key}`);
    if (key !== "__proto__")
      refusedInWords(
        await listing(name, { filter: JSON.stringify({ [key]: "x" }) }),
        `${name} filter ${key}`,
      );
  }
});

const queries: Record<string, string>[] = [
  { sort: '["id","SIDEWAYS"]' },
  { sort: '["id"]' },
  { sort: '"id"' },
  { sort: '["id","ASC","id"]' },
  { filter: "[]" },
  { filter: "{" },
  { filter: '"q"' },
  { filter: '{"__proto__":{"x":1},"nobody":1}' },
  { filter: '{"id":"1 or 1=1"}' },
  { filter: '{"id":[1.5]}' },
  { filter: JSON.stringify({ id: Array.from({ length: 1001 }, (_, n) => n) }) },
  { filter: '{"id":{"gt":0}}' },
  { unknown: "1" },
];
test.each(queries)("a list asked %j answers with a sentence", async (query) => {
  for (const name of lists) refusedInWords(await listing(name, query), `${name} ${JSON.stringify(query)}`);
});

const values = [
  "a\u0000b",
  "\u0000",
  "99999999999",
  99999999999,
  1e308,
  -1,
  ["x", 1],
  { a: 1 },
  "'",
  "%",
  "\\",
  "\ud800",
  "x".repeat(5_000),
];
const filterKeys = [
  ...[
    "q",
    "status",
    "participantId",
    "programId",
    "sponsorId",
    "eventId",
    "trainingId",
    "registryNumber",
    "familyName",
  ],
  ...[
    "email",
    "birthDate",
    "county",
    "since",
    "until",
    "from",
    "to",
    "claimedById",
    "subjectId",
    "accountId",
    "action",
  ],
  ...[
    "reportKey",
    "template",
    "type",
    "receivedSince",
    "name",
    "state",
    "licensee",
    "framework",
    "current",
    "mine",
  ],
];
test.each(filterKeys)("whatever %s is filtered by, no list breaks or gives more than a page", async (key) => {
  for (const name of lists) {
    for (const value of values) {
      const what = `${name} ${key} ${JSON.stringify(value).slice(0, 40)}`;
      const answer = await listing(name, { filter: JSON.stringify({ [key]: value }) });
      if (answer.status === 200) expect((answer.body as unknown[]).length, what).toBeLessThanOrEqual(maxRows);
      else refusedInWords(answer, what);
    }
  }
});

test("a list never answers with more than a hundred rows, asked or not", async () => {
  for (const query of [{}, { range: "[0,99]" }, { range: "[10,109]" }] as Record<string, string>[]) {
    const answer = await listing("participants", query);
    expect(answer.status).toBe(200);
    expect(answer.body).toHaveLength(maxRows);
  }
  const ids = JSON.stringify({ id: Array.from({ length: 110 }, (_, n) => n + 1) });
  expect((await listing("participants", { filter: ids, range: "[0,99]" })).body).toHaveLength(maxRows);
});

test.each(["[99999999999]", "-99999999999"])("ids past every row, %s, are nobody's", async (id) => {
  for (const name of lists) {
    const answer = await listing(name, { filter: `{"id":${id}}` });
    if (answer.status === 200) expect(answer.body, name).toEqual([]);
    else refusedInWords(answer, name);
  }
});

test("a page past the end says how many there are", async () => {
  const answer = await listing("participants", { range: "[100000,100024]" });
  expect(answer.status).toBe(416);
  expect(answer.headers.get("content-range")).toMatch(/\*\/\d+$/);
  refusedInWords(answer, "past the end");
});

const ids = [
  "0",
  "-1",
  "2147483648",
  "99999999999999999999",
  "1.5",
  "1e3",
  "abc",
  "%00",
  "1%00",
  "..%2f1",
  "__proto__",
  "NaN",
];
test.each(ids)("the id %s belongs to nobody", async (id) => {
  for (const { name, verbs } of routes) {
    if (verbs.get) expect((await admin.get(`/api/${name}/${id}`)).status, name).toBe(404);
    if (verbs.update) expect((await admin.put(`/api/${name}/${id}`, { version: 1 })).status, name).toBe(404);
    for (const action of Object.keys(verbs.actions ?? {}))
      expect((await admin.post(`/api/${name}/${id}/${action}`, {})).status, `${name} ${action}`).toBe(404);
  }
});

test("a method that is not offered is a 404 in words", async () => {
  for (const { name, verbs } of routes) {
    for (const method of ["PATCH", "DELETE", "PUT"]) {
      refusedInWords(await admin.request(method, `/api/${name}`, {}), `${method} ${name}`);
      if (method === "PATCH" || (method === "DELETE" && !verbs.remove))
        refusedInWords(await admin.request(method, `/api/${name}/1`, {}), `${method} ${name}/1`);
    }
  }
});

test("malformed addresses, cookies and content types break nothing", async () => {
  const refused: Answer[] = [
    await admin.get("/api/participants/%E0%A4%A"),
    await admin.get("/api/%00"),
    await admin.get("/api/participants/lookup?number=%00"),
    await admin.get("/api/participants/lookup?number=a&number=b"),
    await admin.get("/api/duplicates/compare?left=%00&right=1"),
    await admin.request("POST", "/api/participants", "<a/>", { "content-type": "application/xml" }),
    await admin.request("POST", "/api/participants", "{}", {
      "content-type": "application/json; charset=utf-99",
    }),
    await admin.request("POST", "/api/participants", "{}", { "content-encoding": "gzip" }),
    await admin.request("POST", "/api/documents/upload", "{}", { "content-type": "multipart/form-data" }),
  ];
  for (const [n, answer] of refused.entries()) refusedInWords(answer, `address ${n}`);
  const odd = await admin.request("GET", "/api/me", undefined, {
    cookie: "registry=s%3A\u00ff.x; %E0%A4%A=1",
  });
  expect(odd.status).toBe(401);
});
