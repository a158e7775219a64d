import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inject } from "vitest";
import { makeApp } from "#api/app.ts";
import { log } from "#api/http/log.ts";
import { makeDb, rawClient } from "#db/client.ts";
import { withDatabase } from "#db/embedded.ts";
import { noRole } from "#db/roles/tiers.ts";
import { employmentWages } from "#db/schema/index.ts";
import { makeRlsWorld } from "../db/rls-world.ts";
import { cloneTemplate } from "../setup/db.ts";
import { depsFor } from "../support/ctx.ts";
import {
  makeEmployment,
  makeEnrollment,
  makeEvent,
  makeParticipant,
  makeTraining,
} from "../support/factories.ts";
import { Client } from "../support/http.ts";

export const portalRoles = ["program_admin", "sponsor_manager", "instructor", "participant"] as const;
export type PortalRole = (typeof portalRoles)[number];
/** Who acts in each role. */
export const actorOf = {
  program_admin: "administrator",
  sponsor_manager: "manager",
  instructor: "leader",
  participant: "educator",
} as const satisfies Record<PortalRole, string>;

/** One registry with everything about everybody, for {@link twins} to copy; nothing is connected to it afterwards. */
export async function baseWorld(): Promise<{ url: string; emails: Record<string, string> }> {
  const url = await cloneTemplate();
  const { db, sql, close } = makeDb(url, { max: 1 });
  await makeRlsWorld(db);
  const rival = (await db.query.sponsors.findMany())[1]!;
  const elsewhere = (await db.query.programs.findMany())[1]!;
  const [training] = await db.query.trainings.findMany({ where: (t, { eq }) => eq(t.sponsorId, rival.id) });
  const event = await makeEvent(db, { sponsorId: rival.id, trainingId: training!.id });
  await makeTraining(db, { sponsorId: rival.id, title: "Unpublished", status: "draft" });
  for (let n = 0; n < 6; n++) {
    const { id: participantId } = await makeParticipant(db, { givenName: "outsider" });
    await makeEmployment(db, { participantId, programId: elsewhere.id, status: "confirmed" });
    await makeEnrollment(db, { eventId: event.id, participantId });
  }
  const { secrets } = depsFor(db);
  for (const { id } of await db.query.employments.findMany()) {
    const place = { table: "employment_wages", column: "amount", rowId: id };
    const wage = { amountCiphertext: secrets.seal("21.50", place), period: "hour" as const };
    await db
      .insert(employmentWages)
      .values({ employmentId: id, ...wage })
      .onConflictDoUpdate({ target: employmentWages.employmentId, set: wage });
  }
  const rows = await sql<{ name: string; email: string }[]>`select display_name as name, email from accounts`;
  await close();
  return { url, emails: Object.fromEntries(rows.map(({ name, email }) => [name, email])) };
}

/** Rows about these people are out of the role's reach altogether. */
const unreachable: Record<PortalRole, string> = {
  program_admin: "given_name in ('stranger','outsider','manager','leader')",
  sponsor_manager: "given_name in ('stranger','outsider','private','former','reported','administrator')",
  instructor: "given_name in ('stranger','outsider','private','former','reported','administrator','manager')",
  participant: "given_name <> 'educator'",
};
/** People whose documents and education are out of reach. */
const uneducated: Record<PortalRole, string> = {
  program_admin: "given_name <> 'educator'",
  sponsor_manager: "true",
  instructor: "true",
  participant: "given_name <> 'educator'",
};
/** People whose date of birth, contact data and demographics are hidden fields. */
const unaddressed: Record<PortalRole, string> = {
  program_admin: "true",
  sponsor_manager: "true",
  instructor: "true",
  participant: "given_name <> 'educator'",
};

/** Every secret of one variant, written without triggers, so that versions and times do not tell. `x` is `a` or `b`. */
function secretsOf(role: PortalRole, x: "a" | "b"): string {
  const among = (condition: string) => `(select id from participants where ${condition})`;
  const far = among(unreachable[role]);
  const plain = among(uneducated[role]);
  const a = x === "a";
  return `
    set session_replication_role = replica;
    update participants set birth_date = date '${a ? "1970-02-03" : "1991-11-21"}' + id, birth_date_estimated = ${a},
      email = 'canary${x}' || id || '@secret-${x}.example.org', phone = '${a ? "916555" : "415777"}' || lpad(id::text, 4, '0'),
      address_line = id || ' ${x} street', city = 'City${x}', state = '${a ? "CA" : "NV"}', zip = '9${a ? 1 : 2}001',
      county = '${a ? "Alameda" : "Yolo"}', gender = '${a ? "female" : "male"}', ethnicity = 'ethnic${x}', race = '{race${x}}',
      primary_language = 'lang${x}', highest_education = 'level${x}'
      where ${unaddressed[role]};
    update participants set family_name = 'Hidden' || '${x}' || id, middle_name = 'mid${x}', preferred_name = 'pref${x}',
      status = '${a ? "active" : "pending"}', registered_on = '202${a ? 1 : 4}-01-01', started_in_field_year = ${a ? 1999 : 2015}
      where given_name = 'outsider' or id in ${among(`${unreachable[role]} and given_name not in ('stranger','leader')`)};
    update participant_names set family_name = 'Former${x}' where participant_id in ${far} or ${role === "sponsor_manager" || role === "instructor"};
    update participant_identifiers set value = 'id-${x}-' || id where participant_id in ${far};
    update employments set position = 'position_${x}', started_on = '20${a ? "01" : "19"}-01-01', age_group = 'age${x}'
      where participant_id in ${far};
    update private.employment_wages set amount_ciphertext = 'v1.wage${x}'
      where employment_id in (select id from employments where participant_id in ${among(`${unreachable[role]} or given_name in ('former','reported')`)}) ;
    update private.participant_secrets set ssn_ciphertext = 'v1.ssn${x}', ssn_blind_index = 'index${x}' || id;
    update documents set status = '${a ? "verified" : "not_accepted"}', type = '${a ? "transcript" : "cda"}', stated_number = 'doc${x}'
      where participant_id in ${plain};
    update documents set claimed_by_id = ${a ? "null" : "1"}, claimed_until = ${a ? "null" : "now() + interval '1 hour'"};
    update document_files set original_name = 'file-${x}.pdf' where document_id in (select id from documents where participant_id in ${plain});
    update document_decisions set internal_note = 'note ${x}';
    update degrees set title = 'degree${x}', level = '${a ? "bachelor" : "doctorate"}' where participant_id in ${plain};
    update courses set title = 'course${x}', grade = '${a ? "A" : "F"}' where participant_id in ${plain};
    update credentials set document_number = 'permit${x}' where participant_id in ${plain};
    update training_hours set hours = ${a ? 1 : 9} where participant_id in ${plain} and evidence = 'certificate';
    update enrollments set status = '${a ? "enrolled" : "attended"}', hours_granted = ${a ? "null" : "3"}, home_county = '${x}'
      where participant_id in ${among("given_name = 'outsider'")};
    update name_changes set new_family_name = 'Changed${x}' where participant_id in ${far};
    update accounts set email = 'login${x}' || id || '@example.org', display_name = 'Account ${x}'
      where participant_id in ${far};
    update notifications set subject = 'subject ${x}' where participant_id in ${far};
    update report_runs set title = 'run ${x}' where requested_by_id in (select id from accounts where participant_id in ${far});
    update duplicate_candidates set score = ${a ? 1 : 99};
    update trainings set title = 'Draft ${x}' where status = 'draft';
    ${a ? "" : "insert into events (training_id, sponsor_id, title, status, hours, starts_on, ends_on, capacity, county, program_code) select training_id, sponsor_id, 'Draft event', 'draft', 3, '2026-09-01', '2026-09-01', 5, 'Yolo', 'C' from events order by id desc limit 1;"}
    update participants set search_text = participant_search_text(participants);
    set session_replication_role = origin;`;
}

export type Twin = { client: Client; stop(): Promise<void> };

/** Two web processes on two copies of the base that differ only in what `role` may not see, signed in as that role. */
export async function twins(
  base: { url: string; emails: Record<string, string> },
  role: PortalRole,
): Promise<[Twin, Twin]> {
  return [await twin("a"), await twin("b")];

  async function twin(x: "a" | "b"): Promise<Twin> {
    const name = `test_${randomBytes(6).toString("hex")}`;
    const admin = rawClient(inject("clusterUrl"), { max: 1 });
    const template = new URL(base.url).pathname.slice(1);
    await admin.unsafe(`create database ${name} template ${template} strategy wal_log`);
    await admin.end();
    const url = withDatabase(base.url, name);
    const owner = rawClient(url, { max: 1 });
    await owner.unsafe(secretsOf(role, x));
    log.level = "silent";
    const handle = makeDb(url, { role: noRole, max: 4 });
    const app = makeApp({
      ...depsFor(handle.db),
      sessionSecret: "a secret of the tests",
      publicOrigin: "http://127.0.0.1",
      trustProxy: 0,
    });
    const server = createServer(app);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
    const client = new Client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const signedIn = await client.signIn(base.emails[actorOf[role]]!);
    const acting = await client.put("/api/me/role", { role });
    if (acting.status !== 200) throw new Error(`Not ${role}: ${signedIn.text} ${acting.text}`);
    // The one thing that differs by itself: when each of the two sign-ins took place.
    await owner.unsafe(`set session_replication_role = replica;
      update audit_events set at = '2026-01-01' where action = 'account.signed_in'`);
    await owner.end();
    return {
      client,
      async stop() {
        server.closeAllConnections();
        await new Promise<void>((done) => server.close(() => done()));
        await handle.close();
      },
    };
  }
}
