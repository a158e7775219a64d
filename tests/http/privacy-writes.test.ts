import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { accessGrants } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import {
  makeAccount,
  makeEmployment,
  makeEvent,
  makeParticipant,
  makeProgram,
  makeSponsor,
  makeSponsorManager,
  makeStaff,
  makeTraining,
} from "../support/factories.ts";
import { type Client, client } from "../support/http.ts";

/**
 * Mass assignment (TRUST B3): every column of the table is sent along with an update, under its wire name, and nothing
 * outside the list of what this role may change moves in the whole database. The lists are written by hand.
 */
type Case = { table: string; resource: string; as: Who; may: readonly string[] };
type Who = "self" | "manager" | "administrator" | "admin";
const cases: Case[] = [
  {
    table: "participants",
    resource: "participants",
    as: "self",
    may: [
      ...[
        "preferred_name",
        "birth_date",
        "birth_date_estimated",
        "email",
        "phone",
        "address_line",
        "city",
        "state",
        "zip",
      ],
      ...[
        "county",
        "gender",
        "ethnicity",
        "race",
        "primary_language",
        "other_languages",
        "highest_education",
      ],
      ...["started_in_field_year", "hidden_from_employers"],
    ],
  },
  {
    table: "employments",
    resource: "employments",
    as: "self",
    may: [
      ...["position", "started_on", "started_on_estimated", "ended_on", "hours_per_week", "age_group"],
      "employer_record_number",
    ],
  },
  {
    table: "employments",
    resource: "employments",
    as: "administrator",
    may: [
      ...["position", "started_on", "started_on_estimated", "ended_on", "hours_per_week", "age_group"],
      "employer_record_number",
    ],
  },
  {
    table: "sponsors",
    resource: "sponsors",
    as: "manager",
    may: ["name", "contact_name", "contact_email", "contact_phone", "website", "counties", "self_withdrawal"],
  },
  {
    table: "trainings",
    resource: "trainings",
    as: "manager",
    may: ["title", "description", "status", "framework", "competency", "language", "hours"],
  },
  {
    table: "events",
    resource: "events",
    as: "manager",
    may: [
      ...[
        "title",
        "language",
        "capacity",
        "location_name",
        "address_line",
        "city",
        "county",
        "program_code",
        "hours",
      ],
      ...["delivery_type", "delivery_method", "funding", "cost_cents"],
    ],
  },
  {
    table: "programs",
    resource: "programs",
    as: "admin",
    may: [
      ...[
        "program_number",
        "name",
        "license_number",
        "licensee",
        "setting",
        "status",
        "address_line",
        "city",
        "state",
      ],
      ...["zip", "county", "phone"],
    ],
  },
  {
    table: "announcements",
    resource: "announcements",
    as: "admin",
    may: ["title", "body", "is_new", "published_on", "expires_on"],
  },
];

const clients = {} as Record<Who, Client>;
const ids = {} as Record<string, number>;
let elsewhere: number;
let someone: number;

beforeAll(async () => {
  const db = await testDb();
  const self = await makeParticipant(db);
  const [boss, manager] = [await makeParticipant(db), await makeParticipant(db)];
  someone = (await makeParticipant(db)).id;
  const program = await makeProgram(db);
  elsewhere = (await makeProgram(db)).id;
  await db.insert(accessGrants).values({
    participantId: boss.id,
    programId: program.id,
    programNumber: program.programNumber,
    status: "granted",
  });
  const sponsor = await makeSponsor(db);
  await makeSponsor(db);
  await makeSponsorManager(db, sponsor.id, manager.id);
  const training = await makeTraining(db, { sponsorId: sponsor.id });
  const event = await makeEvent(db, { sponsorId: sponsor.id, trainingId: training.id, status: "draft" });
  const job = await makeEmployment(db, { participantId: self.id, programId: program.id, status: "reported" });
  const [note] = await db.execute<{ id: number }>(
    sql`insert into announcements (title, body, published_on) values ('t', 'b', '2026-01-01') returning id`,
  );
  Object.assign(ids, {
    participants: self.id,
    employments: job.id,
    sponsors: sponsor.id,
    trainings: training.id,
    events: event.id,
    programs: program.id,
    announcements: note!.id,
  });
  const people = { self: self.id, administrator: boss.id, manager: manager.id };
  for (const [who, participantId] of Object.entries(people))
    clients[who as Who] = await signedIn((await makeAccount(db, { participantId })).email);
  clients.admin = await signedIn((await makeStaff(db, "registry_admin")).email);

  async function signedIn(email: string): Promise<Client> {
    const one = await client();
    expect((await one.signIn(email)).status).toBe(200);
    return one;
  }
}, 60_000);

type Column = { name: string; type: string };
const columnsOf = async (table: string) =>
  (await testDb()).execute<Column>(
    sql`select column_name as name, data_type as type from information_schema.columns
        where table_schema = 'public' and table_name = ${table} order by ordinal_position`,
  );
const wire = (column: string) => column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** A value of the column's type that differs from what is there, and would be a gain where there is one. */
function hostile({ name, type }: Column): unknown {
  if (name === "status") return "active";
  if (/_id$/.test(name)) return name === "program_id" ? elsewhere : someone;
  if (type === "boolean") return true;
  if (type === "integer" || type === "smallint" || type === "numeric") return 77;
  if (type === "date") return "2001-02-03";
  if (type.startsWith("timestamp")) return "2001-02-03T04:05:06Z";
  if (type === "ARRAY") return ["x"];
  return "taken over";
}

type Row = Record<string, unknown>;
const watched = [
  ...[
    "participants",
    "employments",
    "sponsors",
    "trainings",
    "events",
    "programs",
    "announcements",
    "accounts",
  ],
  ...["access_grants", "sponsor_managers", "instructors", "documents", "enrollments", "merges"],
];
async function snapshot(): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (const table of watched) {
    const found = await (await testDb()).execute<Row>(sql`select * from ${sql.identifier(table)}`);
    for (const row of found) rows.set(`${table}:${row.id}`, row);
  }
  return rows;
}
/** `table:id.column` of everything that is not as it was. */
function difference(before: Map<string, Row>, after: Map<string, Row>): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    const [one, other] = [before.get(key) ?? {}, after.get(key) ?? {}];
    return [...new Set([...Object.keys(one), ...Object.keys(other)])]
      .filter((column) => JSON.stringify(one[column]) !== JSON.stringify(other[column]))
      .map((column) => `${key}.${column}`);
  });
}
/** What the database itself keeps at every change. */
const kept = ["version", "updated_at", "search_text"];

describe.each(cases)("PUT $resource as $as", ({ table, resource, as, may }) => {
  test("changes none of the columns it may not, whichever is sent along", async () => {
    const id = ids[resource]!;
    const mine = `${table}:${id}.`;
    const columns = await columnsOf(table);
    expect(may.filter((name) => !columns.some((column) => column.name === name))).toEqual([]);
    let saved = 0;
    for (const column of columns.filter(({ name }) => name !== "version" && !may.includes(name))) {
      for (const key of new Set([wire(column.name), column.name])) {
        const before = await snapshot();
        const { version } = before.get(`${table}:${id}`) as { version: number };
        const body = { version, [key]: hostile(column) };
        const answer = await clients[as].put(`/api/${resource}/${id}`, {
          ...body,
          id: column.name === "id" ? someone : id,
        });
        expect(answer.status, `${key}: ${answer.text}`).toBeLessThan(500);
        if (answer.status === 200) saved += 1;
        const moved = difference(before, await snapshot());
        expect(
          moved.filter((each) => !kept.some((name) => each === `${mine}${name}`)),
          key,
        ).toEqual([]);
      }
    }
    expect(saved, "some of them were ignored rather than refused").toBeGreaterThan(0);
  });

  test("counts versions by itself: a leap is stale and changes nothing", async () => {
    const before = await snapshot();
    const { version } = before.get(`${table}:${ids[resource]}`) as { version: number };
    for (const leap of [version + 1, version - 1, 999_999, -1]) {
      const answer = await clients[as].put(`/api/${resource}/${ids[resource]}`, { version: leap });
      expect(answer.status, String(leap)).toBe(409);
    }
    expect(difference(before, await snapshot())).toEqual([]);
  });

  test("someone else's row is not there to be changed", async () => {
    if (as === "admin") return;
    const before = await snapshot();
    const others = [...before.keys()].filter(
      (key) => key.startsWith(`${table}:`) && key !== `${table}:${ids[resource]}`,
    );
    for (const key of others) {
      const answer = await clients[as].put(`/api/${resource}/${key.split(":")[1]}`, {
        version: before.get(key)!.version,
      });
      expect([403, 404], answer.text).toContain(answer.status);
    }
    expect(difference(before, await snapshot())).toEqual([]);
  });
});

const gains = {
  ...{
    id: 4711,
    version: 50,
    status: "active",
    registryNumber: "1000015",
    mergedIntoId: 1,
    registeredOn: "2001-01-01",
  },
  ...{
    participantId: 1,
    staffRole: "registry_admin",
    confirmedById: 1,
    confirmedAt: "2001-01-01T00:00:00Z",
    searchText: "x",
  },
  ...{ startedByProgram: true, createdAt: "2001-01-01T00:00:00Z", role: "registry_admin", isAdmin: true },
};

test("a new person of a program begins as everybody does, and only at a program of the administrator's own", async () => {
  const person = { givenName: "Nova", familyName: "Quist", birthDate: "1993-03-03" };
  const before = await snapshot();
  const answer = await clients.administrator.post("/api/participants", { ...gains, ...person });
  const created = [...(await snapshot())].filter(([key]) => !before.has(key)).map(([, row]) => row);
  if (answer.status === 201) {
    const row = created.find(({ family_name }) => family_name === "Quist")!;
    expect(row).toMatchObject({ status: "pending", merged_into_id: null, registered_on: null, version: 1 });
    expect(row.id).not.toBe(4711);
    expect(row.registry_number).not.toBe("1000015");
    expect(new Date(row.created_at as string).getUTCFullYear()).toBeGreaterThan(2001);
  } else expect(created).toEqual([]);

  const abroad = { position: "teacher", programId: elsewhere };
  const refused = await clients.administrator.post("/api/participants", {
    ...{ givenName: "Nadia", familyName: "Farfield", birthDate: "1994-04-04" },
    employment: abroad,
  });
  expect(refused.status).toBeLessThan(500);
  const jobs = await (await testDb()).execute(sql`select 1 from employments where program_id = ${elsewhere}`);
  expect(jobs).toHaveLength(0);
});

test("a position an educator reports is reported, not confirmed, and its own", async () => {
  const before = await snapshot();
  const job = { programId: elsewhere, position: "teacher", startedOn: "2024-02-02" };
  for (const participantId of [ids.participants!, someone]) {
    const { status } = await clients.self.post("/api/employments", {
      ...gains,
      status: "confirmed",
      ...job,
      participantId,
    });
    expect(status).toBeLessThan(500);
  }
  expect(
    (await clients.self.post("/api/employments", { ...job, participantId: ids.participants })).status,
  ).toBe(201);
  const created = [...(await snapshot())].filter(([key]) => !before.has(key)).map(([, row]) => row);
  expect(created.length).toBeGreaterThan(0);
  for (const row of created) {
    expect(row).toMatchObject({
      participant_id: ids.participants,
      status: "reported",
      confirmed_by_id: null,
    });
    expect(row).toMatchObject({ started_by_program: false, version: 1 });
    expect(row.id).not.toBe(4711);
  }
});

test("access that is asked for is asked for, not granted, and for oneself", async () => {
  const before = await snapshot();
  const asked = {
    participantId: ids.participants,
    programNumber: before.get(`programs:${elsewhere}`)!.program_number,
  };
  const pollution = [
    { status: "granted" },
    { decidedById: 1 },
    { programId: elsewhere },
    { expiresOn: "2099-01-01" },
    gains,
  ];
  for (const extra of [...pollution, { participantId: someone }]) {
    const { status } = await clients.self.post("/api/access_grants", { ...asked, ...extra });
    expect(status, JSON.stringify(extra)).toBeGreaterThanOrEqual(400);
    expect(status, JSON.stringify(extra)).toBeLessThan(500);
  }
  expect(difference(before, await snapshot())).toEqual([]);
  expect((await clients.self.post("/api/access_grants", asked)).status).toBe(201);
  const created = [...(await snapshot())].filter(([key]) => !before.has(key)).map(([, row]) => row);
  expect(created).toEqual([
    expect.objectContaining({ participant_id: ids.participants, status: "requested", decided_by_id: null }),
  ]);
});
