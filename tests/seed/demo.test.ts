import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { verify } from "@node-rs/argon2";
import { sql } from "drizzle-orm";
import { PDFDocument } from "pdf-lib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findDirectoryDuplicates } from "#api/domains/directory-duplicates/index.ts";
import { readDirectorySearch } from "#api/domains/directory-duplicates/search-state.ts";
import { getEmployment } from "#api/domains/employment/index.ts";
import { makeSecrets } from "#api/kernel/secrets.ts";
import { makeDb } from "#db/client.ts";
import { directoryKinds } from "#db/enums.ts";
import { DEMO_PASSWORD, type DemoSummary, demoSignIns, seedDemo } from "#db/seed/demo/index.ts";
import { makePeople } from "#db/seed/demo/people.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sameAs } from "#reports/rules/evidence.ts";
import { cloneTemplate, databaseUrl, testDb } from "#tests/setup/db.ts";
import { ctxFor, systemCtx } from "#tests/support/ctx.ts";
import { readExif } from "./read-exif.ts";

const secrets = makeSecrets("11".repeat(32));
/** Drawing is work for the processor; a busy machine takes its time. */
const SLOW = 180_000;
const NOW = new Date("2026-11-20T18:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "demo-seed-"));
const options = (url: string, name: string) => ({
  ...{ url, participants: 160, seed: 7, now: NOW, filesDir: join(folder, name) },
  ...{ jurisdiction: "california", environment: "test", secrets, log: () => {} },
});
type Row = Record<string, unknown>;
const rowsOf = async (query: ReturnType<typeof sql>) =>
  (await (await testDb()).execute(query)) as unknown as Row[];

let summary: DemoSummary;
beforeAll(async () => {
  summary = await seedDemo(options(await databaseUrl(), "first"));
}, SLOW);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the demo registry", () => {
  test("is refused in production, and where participants exist already", async () => {
    const url = await databaseUrl();
    await expect(seedDemo({ ...options(url, "no"), environment: "production" })).rejects.toThrow(
      /production/,
    );
    await expect(seedDemo(options(url, "no"))).rejects.toThrow(/already holds/);
    expect(existsSync(join(folder, "no"))).toBe(false);
  });

  test(
    "the same seed gives the same people and the same files; another seed others",
    async () => {
      const portrait = async (url: string) => {
        const { db, close } = makeDb(url, { max: 1 });
        try {
          const people =
            await db.execute(sql`select registry_number, given_name, family_name, birth_date, email,
          address_line, county, status from participants order by id`);
          const files = await db.execute(
            sql`select storage_key, sha256, original_name from document_files order by id`,
          );
          return { people: [...people], files: [...files] };
        } finally {
          await close();
        }
      };
      const again = await cloneTemplate();
      await seedDemo(options(again, "again"));
      const [one, two] = [await portrait(await databaseUrl()), await portrait(again)];
      expect(two).toEqual(one);

      const drawn = (seed: number) =>
        makePeople(makeRandom(seed), 5, { state: "CA", today: "2026-11-20", takenEmails: new Set() });
      expect(drawn(7)).toEqual(drawn(7));
      expect(drawn(8)).not.toEqual(drawn(7));
    },
    SLOW,
  );

  test("every document points to a stored file with its size and hash, every page to its images", async () => {
    const files = await rowsOf(sql`select d.id, f.storage_key, f.size_bytes, f.sha256 from documents d
      left join document_files f on f.document_id = d.id`);
    expect(files.length).toBe(summary.documents);
    for (const file of files) {
      const bytes = readFileSync(join(folder, "first", String(file.storage_key)));
      expect(bytes.length).toBe(file.size_bytes);
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(file.sha256);
    }
    const pages = await rowsOf(sql`select image_key, thumbnail_key from document_pages`);
    for (const page of pages) {
      expect(existsSync(join(folder, "first", String(page.image_key)))).toBe(true);
      expect(existsSync(join(folder, "first", String(page.thumbnail_key)))).toBe(true);
    }
    const pageless = await rowsOf(sql`select id from documents d where status <> 'unreadable'
      and not exists (select from document_pages p where p.document_id = d.id)`);
    expect(pageless).toEqual([]);
  });

  test("PDFs have the pages their rows state; photos carry an orientation other than upright, and GPS", async () => {
    const rows =
      await rowsOf(sql`select f.storage_key, f.mime_type, count(p.id)::int as pages from document_files f
      join documents d on d.id = f.document_id and d.status <> 'unreadable'
      join document_pages p on p.document_id = d.id group by f.id`);
    const pdfium = await PDFiumLibrary.init();
    let photos = 0;
    for (const { storage_key, mime_type, pages } of rows) {
      const bytes = readFileSync(join(folder, "first", String(storage_key)));
      if (mime_type === "image/jpeg") {
        photos += 1;
        const exif = readExif(bytes);
        expect([3, 6, 8]).toContain(exif.orientation);
        expect(exif.latitude).toBeGreaterThan(30);
        expect(exif.longitude).toBeLessThan(-60);
        continue;
      }
      const document = await pdfium.loadDocument(bytes);
      expect(document.getPageCount()).toBe(pages);
      document.destroy();
    }
    pdfium.destroy();
    expect(photos).toBeGreaterThanOrEqual(2);
  });

  test("truth pairs exist, are two living records, and share what makes them one person", async () => {
    expect(new Set(summary.truth.duplicates.map(({ kind }) => kind)).size).toBe(8);
    const [fact] = await rowsOf(sql`select value from registry_facts where key = 'demo_truth'`);
    expect(fact!.value).toEqual(summary.truth);
    const people = new Map(
      (
        await rowsOf(sql`select p.*, array(select sha256 from document_files f join documents d on d.id = f.document_id
        where d.participant_id = p.id) as files, array(select value from participant_identifiers i
        where i.participant_id = p.id) as numbers from participants p`)
      ).map((row) => [row.registry_number, row]),
    );
    const overlap = (a: unknown, b: unknown) =>
      (a as string[]).some((value) => (b as string[]).includes(value));
    for (const { kind, left, right } of summary.truth.duplicates) {
      const [a, b] = [people.get(left)!, people.get(right)!];
      expect(a.id).not.toBe(b.id);
      const same = (key: string) => a[key] === b[key];
      if (kind === "nickname") expect(same("given_name")).toBe(false);
      if (kind === "two_surnames") expect(same("family_name")).toBe(false);
      if (kind === "birth_date_typo") expect(a.birth_date).not.toBe(b.birth_date);
      if (kind === "same_file") expect(overlap(a.files, b.files)).toBe(true);
      if (kind === "same_permit_number") expect(overlap(a.numbers, b.numbers)).toBe(true);
      if (!["birth_date_typo", "same_file", "same_permit_number"].includes(kind)) {
        expect(a.birth_date).toBe(b.birth_date);
      }
    }
    const hashes = await rowsOf(sql`select sha256 from document_files group by sha256 having count(*) > 1`);
    expect(hashes.length).toBe(summary.truth.duplicates.filter(({ kind }) => kind === "same_file").length);
  });

  test("of the planted pairs of programs, institutions, trainings and sponsors nearly all are found", async () => {
    const db = await testDb();
    await findDirectoryDuplicates(systemCtx(db));
    let [planted, found] = [0, 0];
    for (const kind of directoryKinds) {
      const pairs = summary.truth.directory[kind];
      const { truth } = await readDirectorySearch(ctxFor(db, "help_desk"), { kind });
      expect(truth!.planted, kind).toBe(pairs.length);
      expect(pairs.length, kind).toBeGreaterThan(1);
      // The last band is everything on the list.
      const { recall, right, precision } = truth!.bands.at(-1)!;
      expect(recall, `${kind} found`).toBeGreaterThanOrEqual(0.5);
      expect(precision, `${kind} worth a look`).toBeGreaterThanOrEqual(0.25);
      planted += pairs.length;
      found += right;
    }
    expect(found / planted, "of all kinds together").toBeGreaterThanOrEqual(0.9);
  });

  test("a look for duplicates, the desk's pace and the head of the queue wait for the workers", async () => {
    const waiting = await rowsOf(sql`select task_identifier as task, count(*)::int as jobs
      from graphile_worker.jobs group by 1 order by 1`);
    expect(waiting).toEqual([
      { task: "find_directory_duplicates", jobs: 1 },
      { task: "find_duplicates", jobs: 1 },
      { task: "match_changed_directory", jobs: 1 },
      { task: "match_changed_people", jobs: 1 },
      { task: "process_intake_scan", jobs: 1 },
      { task: "read_document", jobs: 8 },
      { task: "refresh_queue_pace", jobs: 1 },
    ]);
  });

  test("a scan with the papers of three people waits at the intake desk, as it came, for the worker to open it", async () => {
    const [scan] = await rowsOf(
      sql`select id, status, source, storage_key, sha256, uploaded_by_id is not null as taken_in from intake_scans`,
    );
    expect(scan).toMatchObject({ status: "processing", source: "email", taken_in: true });
    const bytes = readFileSync(join(folder, "first", String(scan!.storage_key)));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(scan!.sha256);
    expect((await PDFDocument.load(bytes)).getPageCount()).toBeGreaterThanOrEqual(3);
    const jobs = await rowsOf(sql`
      select j.payload ->> 'scanId' as scan from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'process_intake_scan'`);
    expect(jobs).toEqual([{ scan: String(scan!.id) }]);
  });

  test("the queue has every lane and ages from today to eight weeks; one document is claimed", async () => {
    const [queue] = await rowsOf(sql`select min(${NOW.toISOString()}::date - received_at::date) as youngest,
      max(${NOW.toISOString()}::date - received_at::date) as oldest, count(distinct lane)::int as lanes,
      count(claimed_by_id)::int as claimed from documents where status = 'unverified'`);
    expect(queue).toMatchObject({ youngest: 0, lanes: 4, claimed: 1 });
    expect(queue!.oldest).toBe(56);
  });

  test("every course of a verified transcript is remembered once, under the key the desk asks for", async () => {
    const remembered = await rowsOf(sql`select institution_id, course_key, course_number from course_memory`);
    const verified = await rowsOf(sql`select distinct c.institution_id, c.course_number from courses c
      join documents d on d.id = c.document_id where d.status = 'verified' and c.institution_id is not null`);
    const keys = new Set(verified.map((row) => `${row.institution_id}|${sameAs(String(row.course_number))}`));
    expect(new Set(remembered.map((row) => `${row.institution_id}|${row.course_key}`))).toEqual(keys);
    expect(keys.size).toBeGreaterThan(20);
  });

  test("nothing decided, sent or attended lies in the future", async () => {
    const [late] = await rowsOf(sql`select
      (select count(*) from document_decisions where created_at > ${NOW.toISOString()})::int as decisions,
      (select count(*) from notifications where created_at > ${NOW.toISOString()})::int as mails,
      (select count(*) from training_hours where completed_on > ${NOW.toISOString()}::date)::int as hours,
      (select count(*) from enrollments where marked_at > ${NOW.toISOString()})::int as marks`);
    expect(late).toEqual({ decisions: 0, mails: 0, hours: 0, marks: 0 });
  });

  test("rosters, access grants, name changes and courses come in all their states", async () => {
    const states = async (table: string, column = "status") =>
      (await rowsOf(sql.raw(`select distinct ${column} as state from ${table} order by 1`))).map(
        ({ state }) => state,
      );
    expect(await states("enrollments")).toEqual([
      "attended",
      "enrolled",
      "no_show",
      "waitlisted",
      "withdrawn",
    ]);
    expect(await states("access_grants")).toEqual(["expired", "granted", "refused", "requested", "revoked"]);
    expect(await states("name_changes")).toEqual(["approved", "refused", "requested"]);
    expect(await states("employments")).toEqual(["confirmed", "declined", "reported"]);
    expect(await states("courses", "classification")).toEqual(["ece_cd", "general_education"]);
    expect(await states("courses where grade in ('D', 'F')", "grade")).toEqual(["D", "F"]);
    expect(await states("events")).toEqual(
      expect.arrayContaining(["closed", "draft", "invite_only", "published"]),
    );
  });

  test("only example addresses and the telephone numbers kept for fiction are used", async () => {
    const rows =
      await rowsOf(sql`select email as value from participants where email !~ '@([a-z]+[.])?example[.](org|net|com)$'
      union all select phone from participants where phone !~ '555-01[0-9]{2}$'
      union all select phone from programs where phone !~ '555-01[0-9]{2}$'
      union all select email from accounts where email !~ '@([a-z]+[.])?example[.](org|net|com)$'`);
    expect(rows).toEqual([]);
  });

  test("the registry itself opens a seeded wage, and shows it to the help desk", async () => {
    const [wage] = await rowsOf(sql`select employment_id from private.employment_wages order by 1 limit 1`);
    const ctx = { ...ctxFor(await testDb(), "help_desk"), secrets };
    const seen = await getEmployment(ctx, Number(wage!.employment_id));
    expect(Number(seen.wage?.amount)).toBeGreaterThan(10);
  });

  test("there is a sign-in for every role and the printed password opens each", async () => {
    expect(new Set(demoSignIns.map(({ role }) => role)).size).toBe(8);
    const rows =
      await rowsOf(sql`select a.email, w.password_hash, a.staff_role, a.participant_id from accounts a
      join private.account_passwords w on w.account_id = a.id order by a.id`);
    expect(rows.map(({ email }) => email).sort()).toEqual(demoSignIns.map(({ email }) => email).sort());
    const hashes = new Set(rows.map((row) => String(row.password_hash)));
    for (const hash of hashes) expect(await verify(hash, DEMO_PASSWORD)).toBe(true);
    const [roles] = await rowsOf(sql`select
      exists (select from sponsor_managers m join accounts a on a.participant_id = m.participant_id where a.email = 'sponsor@example.org') as sponsor,
      exists (select from access_grants g join accounts a on a.participant_id = g.participant_id where a.email = 'director@example.org' and g.status = 'granted' and g.expires_on > ${NOW.toISOString()}::date) as director,
      exists (select from instructors i join accounts a on a.participant_id = i.participant_id where a.email = 'instructor@example.org' and i.status = 'approved') as instructor`);
    expect(roles).toEqual({ sponsor: true, director: true, instructor: true });
  });
});

test.each(["massachusetts", "connecticut"])(
  "%s has a demo registry of its own",
  async (jurisdiction) => {
    const url = await cloneTemplate();
    const made = await seedDemo({ ...options(url, jurisdiction), participants: 20, jurisdiction });
    expect(made.participants).toBeGreaterThanOrEqual(20);
    expect(made.documents).toBeGreaterThan(20);
  },
  SLOW,
);
