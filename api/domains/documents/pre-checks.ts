import { and, asc, eq, ne, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { hashBits, nearDuplicateDistance } from "#db/page-hash.ts";
import type { Box, ReadRow } from "#db/reading.ts";
import { documentFiles, documentPages, documents, participants } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { plainCode } from "../../kernel/search.ts";
import { credentialTerm, loadEntries } from "./entries.ts";
import { sameFiles } from "./get.ts";
import { refuseWhileBlind } from "./internal.ts";
import {
  type CollegeRow,
  type CredentialRow,
  type DatedRow,
  type Elsewhere,
  expiryCheck,
  type HoursRow,
  hoursAndDatesCheck,
  institutionCheck,
  nameCheck,
  nearDuplicateCheck,
  pageProblemsCheck,
  sameFileCheck,
  sameNumberCheck,
} from "./pre-check-rules.ts";
import { storedReading } from "./reading.ts";
import { type ById, byIdSchema, type DocumentEntries, type PreCheck, type SameFile } from "./schemas.ts";

type Reading = Awaited<ReturnType<typeof storedReading>>;
/** Numbers with fewer letters and digits are counted, not given. */
const shortestNumber = 4;

const cell = (row: ReadRow, key: string): string | null => row.fields[key]?.value || null;
/** A cell that holds a day of the calendar; what a machine reads may be the thirtieth of February. */
const dayIn = (row: ReadRow, key: string): string | null => {
  const parsed = z.iso.date().safeParse(cell(row, key));
  return parsed.success ? parsed.data : null;
};
const boxOf = (row: ReadRow, key: string): Box | null => row.fields[key]?.box ?? row.box;

/** What the document says: the clerk's rows where there are some, else what was read. */
function saidBy(ctx: Ctx, entries: DocumentEntries, { reading, institution }: Reading) {
  const read = reading?.rows;
  const hours: HoursRow[] = entries.trainingHours.length
    ? entries.trainingHours.map((row) => ({ ...row, hours: Number(row.hours), box: row.pageBox }))
    : (read?.trainingHours ?? []).flatMap((row) => {
        const [hours, completedOn] = [Number(cell(row, "hours")), dayIn(row, "completedOn")];
        return hours > 0 && completedOn
          ? [
              {
                title: cell(row, "title") ?? "The training",
                hours,
                completedOn,
                box: boxOf(row, "completedOn"),
              },
            ]
          : [];
      });
  const credentials: CredentialRow[] = entries.credentials.length
    ? entries.credentials.map((row) => ({ ...row, box: row.pageBox }))
    : (read?.credentials ?? []).flatMap((row) => {
        const name = cell(row, "name");
        const term = name ? credentialTerm(ctx, name) : undefined;
        return term
          ? [
              {
                name: term.code,
                kind: term.kind,
                issuedOn: dayIn(row, "issuedOn"),
                expiresOn: dayIn(row, "expiresOn"),
                box: boxOf(row, "expiresOn"),
              },
            ]
          : [];
      });
  const studied = [...entries.degrees, ...entries.courses];
  const colleges: CollegeRow[] = studied.length
    ? studied.map((row) => ({
        name: row.institution?.name ?? row.institutionName ?? "",
        known: row.institution !== null,
        accredited: row.institution?.accredited ?? false,
        box: row.pageBox,
      }))
    : reading?.institution && reading.kind === "transcript"
      ? [
          {
            name: institution?.name ?? reading.institution.value,
            known: institution !== null,
            accredited: institution?.accredited ?? false,
            box: reading.institution.box,
          },
        ]
      : [];
  return { hours, credentials, colleges, dates: datesOf(entries, read, credentials) };
}

/** Days on which something was finished or issued. A course in progress may end in the future. */
function datesOf(
  entries: DocumentEntries,
  read: NonNullable<Reading["reading"]>["rows"] | undefined,
  credentials: readonly CredentialRow[],
): DatedRow[] {
  const courses = entries.courses.length
    ? entries.courses.flatMap((row) =>
        row.state === "completed" && row.completedOn
          ? [{ what: `Course ${row.courseNumber}`, on: row.completedOn, box: row.pageBox }]
          : [],
      )
    : (read?.courses ?? []).flatMap((row) => {
        const on = dayIn(row, "completedOn");
        return on && (cell(row, "state") ?? "completed") === "completed"
          ? [{ what: `Course ${cell(row, "courseNumber") ?? ""}`, on, box: boxOf(row, "completedOn") }]
          : [];
      });
  const degrees = entries.degrees.length
    ? entries.degrees.flatMap((row) =>
        row.conferredOn ? [{ what: "The degree", on: row.conferredOn, box: row.pageBox }] : [],
      )
    : (read?.degrees ?? []).flatMap((row) => {
        const on = dayIn(row, "conferredOn");
        return on ? [{ what: "The degree", on, box: boxOf(row, "conferredOn") }] : [];
      });
  const issued = credentials.flatMap((row) =>
    row.issuedOn ? [{ what: "The document", on: row.issuedOn, box: row.box }] : [],
  );
  return [...courses, ...degrees, ...issued];
}

/** Certificate and permit numbers of the document, typed, read and stated by the sender. */
function numbersOf(entries: DocumentEntries, { reading }: Reading, stated: string | null): string[] {
  const all = [
    stated,
    ...entries.credentials.map((row) => row.documentNumber),
    ...entries.trainingHours.map((row) => row.certificateNumber),
    ...(reading?.rows.credentials ?? []).map((row) => cell(row, "documentNumber")),
    ...(reading?.rows.trainingHours ?? []).map((row) => cell(row, "certificateNumber")),
  ];
  const plain = (number: string) => number.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return [...new Set(all.flatMap((each) => (each ? [each] : [])))].filter(
    (each) => plain(each).length >= shortestNumber,
  );
}

/** Documents of other people with one of the numbers, by the index on their letters and digits. */
async function sameNumbers(tx: Tx, participantId: number, numbers: readonly string[]) {
  if (numbers.length === 0) return [];
  return (await tx.execute(sql`
    with asked as (
      select distinct on (plain) ${plainCode(sql`value`)} as plain, value as number
      from jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb)
    ), found as (
      select c.participant_id, c.document_id, asked.number, 'credential' as of
      from asked join credentials c on ${plainCode(sql`c.document_number`)} = asked.plain
      union
      select t.participant_id, t.document_id, asked.number, 'training'
      from asked join training_hours t on ${plainCode(sql`t.certificate_number`)} = asked.plain
    )
    select distinct d.id as "documentId", p.id as "participantId", p.registry_number as "registryNumber", found.number, found.of
    from found join documents d on d.id = found.document_id and d.status not in ('deleted', 'not_accepted')
    join participants p on p.id = found.participant_id
    where found.participant_id <> ${participantId} order by d.id limit 20`)) as unknown as (SameFile & {
    number: string;
    of: "credential" | "training";
  })[];
}

/** Hours that verified certificates and attendance hold already, by day, without this document's own. */
async function hoursAlready(tx: Tx, participantId: number, documentId: number, days: readonly string[]) {
  if (days.length === 0) return new Map<string, number>();
  const rows = (await tx.execute(sql`
    select t.completed_on::text as day, sum(t.hours)::float8 as hours
    from training_hours t left join documents d on d.id = t.document_id
    where t.participant_id = ${participantId} and t.document_id is distinct from ${documentId}
      and (t.enrollment_id is not null or d.status = 'verified')
      and t.completed_on in (select value::date from jsonb_array_elements_text(${JSON.stringify(days)}::jsonb))
    group by t.completed_on`)) as unknown as { day: string; hours: number }[];
  return new Map(rows.map(({ day, hours }) => [day, hours]));
}

const elsewhere = (participantId: number, row: SameFile): Elsewhere => ({
  ...row,
  samePerson: row.participantId === participantId,
});

/** Other documents with the same bytes. S63 */
async function sameBytes(tx: Tx, participantId: number, documentId: number): Promise<Elsewhere[]> {
  const files = await tx
    .select({ sha256: documentFiles.sha256 })
    .from(documentFiles)
    .where(eq(documentFiles.documentId, documentId));
  const found = await sameFiles(
    tx,
    files.map((file) => file.sha256),
    documentId,
  );
  return found.map(({ sha256: _, ...row }) => elsewhere(participantId, row));
}

const bits = (hash: SQL) => sql`('x' || ${hash})::bit(${sql.raw(String(hashBits))})`;

/**
 * Documents with a page that looks like one of these, the most alike first: pages that share a slice of the hash, by its
 * index, of which those with few different bits are kept.
 */
async function alikePages(tx: Tx, participantId: number, documentId: number) {
  const rows = (await tx.execute(sql`
    select d.id as "documentId", p.id as "participantId", p.registry_number as "registryNumber",
      (array_agg(alike.page order by alike.distance, alike.page))[1] as page
    from (
      select mine.page_number as page, other.document_id,
        bit_count(${bits(sql`mine.perceptual_hash`)} # ${bits(sql`other.perceptual_hash`)}) as distance
      from document_pages mine
      join document_pages other on other.hash_bands && mine.hash_bands and other.document_id <> mine.document_id
      where mine.document_id = ${documentId} and mine.perceptual_hash is not null and other.perceptual_hash is not null
    ) alike
    join documents d on d.id = alike.document_id and d.status <> 'deleted'
    join participants p on p.id = d.participant_id
    where alike.distance <= ${nearDuplicateDistance}
    group by d.id, p.id order by min(alike.distance), d.id limit 20`)) as unknown as (SameFile & {
    page: number;
  })[];
  return rows.map(({ page, ...row }) => ({ page, ...elsewhere(participantId, row) }));
}

/**
 * The lights beside a document before anybody reads it: name, same file, look-alike pages, same certificate on two
 * people, hours against dates, expiry, institution, page problems. A light that has nothing to judge is left out. M3
 * They speak of the clerk's rows too. @throws NotFound, Conflict for a clerk who is reading it blind.
 */
export async function preCheckDocument(ctx: Ctx, raw: ById): Promise<{ checks: PreCheck[] }> {
  requirePermission(ctx, "documents:enter");
  const { id } = byIdSchema.parse(raw);
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  return inTransaction(ctx, async (tx, inner) => {
    await refuseWhileBlind(tx, inner, id);
    const [[document], read, entries, pages] = await Promise.all([
      tx
        .select({
          participantId: documents.participantId,
          statedNumber: documents.statedNumber,
          birthDate: participants.birthDate,
        })
        .from(documents)
        .innerJoin(participants, eq(participants.id, documents.participantId))
        .where(and(eq(documents.id, id), ne(documents.status, "deleted"))),
      storedReading(tx, id),
      loadEntries(tx, id),
      tx
        .select({ pageNumber: documentPages.pageNumber, problems: documentPages.problems })
        .from(documentPages)
        .where(eq(documentPages.documentId, id))
        .orderBy(asc(documentPages.pageNumber)),
    ]);
    if (!document) throw new NotFound("There is no such document.");
    const { participantId, birthDate, statedNumber } = document;
    const said = saidBy(inner, entries, read);
    const numbers = numbersOf(entries, read, statedNumber);
    const days = [...new Set(said.hours.map((row) => row.completedOn))];
    const [same, alike, twice, already] = await Promise.all([
      sameBytes(tx, participantId, id),
      alikePages(tx, participantId, id),
      sameNumbers(tx, participantId, numbers),
      hoursAlready(tx, participantId, id, days),
    ]);
    const identical = new Set(same.map((each) => each.documentId));
    const lookAlikes = alike.filter((each) => !identical.has(each.documentId));
    const person = read.reading?.person ?? null;
    const checks = [
      nameCheck(read.nameMatch, person?.raw ?? null, person?.box ?? null),
      sameFileCheck(same),
      nearDuplicateCheck(lookAlikes),
      sameNumberCheck(twice, numbers.length),
      hoursAndDatesCheck({ hours: said.hours, dates: said.dates, already, birthDate }, today),
      expiryCheck(said.credentials, inner.jurisdiction, today),
      institutionCheck(said.colleges),
      pageProblemsCheck(pages),
    ];
    return { checks: checks.filter((each) => each !== undefined) };
  });
}
