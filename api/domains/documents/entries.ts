import { asc, eq, getTableColumns, inArray } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Box } from "#db/reading.ts";
import {
  courses,
  credentials,
  degrees,
  documentPages,
  institutions,
  trainingHours,
} from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict, type FieldErrors, Invalid } from "../../kernel/errors.ts";
import { accountIdOf, type DocumentRecord } from "./internal.ts";
import type { DocumentEntries, Entries } from "./schemas.ts";

const institution = {
  id: institutions.id,
  name: institutions.name,
  city: institutions.city,
  state: institutions.state,
  accredited: institutions.accredited,
};

/** The columns a form holds; whose they are and when they changed stays behind. */
function without<T extends object, K extends keyof T>(columns: T, ...keys: K[]): Omit<T, K> {
  const rest = { ...columns };
  for (const key of keys) delete rest[key];
  return rest;
}
const bookkeeping = ["participantId", "documentId", "version", "createdAt", "updatedAt"] as const;
const degreeColumns = without(getTableColumns(degrees), ...bookkeeping);
const courseColumns = without(getTableColumns(courses), ...bookkeeping);
const credentialColumns = without(getTableColumns(credentials), ...bookkeeping);
const trainingColumns = without(getTableColumns(trainingHours), ...bookkeeping, "enrollmentId");

/** The rows read from one document, in the order they were entered. */
export async function loadEntries(tx: Tx, documentId: number): Promise<DocumentEntries> {
  const [degreeRows, courseRows, credentialRows, trainingRows] = await Promise.all([
    tx
      .select({ ...degreeColumns, institution })
      .from(degrees)
      .leftJoin(institutions, eq(institutions.id, degrees.institutionId))
      .where(eq(degrees.documentId, documentId))
      .orderBy(asc(degrees.id)),
    tx
      .select({ ...courseColumns, institution })
      .from(courses)
      .leftJoin(institutions, eq(institutions.id, courses.institutionId))
      .where(eq(courses.documentId, documentId))
      .orderBy(asc(courses.id)),
    tx
      .select(credentialColumns)
      .from(credentials)
      .where(eq(credentials.documentId, documentId))
      .orderBy(asc(credentials.id)),
    tx
      .select(trainingColumns)
      .from(trainingHours)
      .where(eq(trainingHours.documentId, documentId))
      .orderBy(asc(trainingHours.id)),
  ]);
  return {
    degrees: degreeRows,
    courses: courseRows,
    credentials: credentialRows,
    trainingHours: trainingRows,
  };
}

/** Pages of the document, for boxes and page numbers; a document without pages yet takes any. */
export async function pagesOf(tx: Tx, documentId: number): Promise<ReadonlySet<number>> {
  const rows = await tx
    .select({ page: documentPages.pageNumber })
    .from(documentPages)
    .where(eq(documentPages.documentId, documentId));
  return new Set(rows.map((row) => row.page));
}

type Placed = { pageNumber?: number | null; pageBox?: Box | null };

/** What is wrong with where a row is said to stand: a page that is not there, a mark on another page than the row's. */
function placeProblem(
  row: Placed,
  pages: ReadonlySet<number>,
): { field: string; message: string } | undefined {
  const missing = (page: number) => pages.size > 0 && !pages.has(page);
  if (row.pageBox && missing(row.pageBox.page))
    return { field: "pageBox", message: `The document has no page ${row.pageBox.page}.` };
  if (row.pageNumber && row.pageBox && row.pageBox.page !== row.pageNumber)
    return { field: "pageNumber", message: `The marked place is on page ${row.pageBox.page}.` };
  if (row.pageNumber && missing(row.pageNumber))
    return { field: "pageNumber", message: `The document has no page ${row.pageNumber}.` };
  return undefined;
}

const sections = ["degrees", "courses", "credentials", "trainingHours"] as const;

/** What the schema cannot know: institutions and pages that exist, names and competencies of this jurisdiction. */
export async function checkEntries(tx: Tx, ctx: Ctx, documentId: number, entries: Entries): Promise<void> {
  const asked = [...entries.degrees, ...entries.courses].flatMap((row) => row.institutionId ?? []);
  const [found, pages] = await Promise.all([
    asked.length
      ? tx.select({ id: institutions.id }).from(institutions).where(inArray(institutions.id, asked))
      : [],
    pagesOf(tx, documentId),
  ]);
  const known = new Set(found.map((row) => row.id));
  const fields: FieldErrors = {};
  for (const section of sections) {
    for (const [index, row] of entries[section].entries()) {
      const problem = placeProblem(row, pages);
      if (problem) fields[`${section}.${index}.${problem.field}`] = problem.message;
      for (const [field, message] of Object.entries(rowProblems(ctx, section, row, known)))
        fields[`${section}.${index}.${field}`] = message;
    }
  }
  if (Object.keys(fields).length > 0) throw new Invalid("Please check the marked fields.", { fields });
}

/** One row against the lists of institutions, credential names and competencies, field by field. */
export function rowProblems(
  ctx: Ctx,
  section: keyof Entries,
  row: Entries[keyof Entries][number],
  knownInstitutions: ReadonlySet<number>,
): FieldErrors {
  const fields: FieldErrors = {};
  if ("institutionId" in row && row.institutionId && !knownInstitutions.has(row.institutionId))
    fields.institutionId = "Choose the institution from the list.";
  if (section === "credentials" && "name" in row && !credentialTerm(ctx, row.name))
    fields.name = "Choose a name from the list.";
  if ("hours" in row) {
    const known = ctx.jurisdiction.frameworks.some(({ competencies }) =>
      competencies.some(({ code }) => code === row.competency),
    );
    if (row.competency && !known) fields.competency = "Choose a competency from the list.";
    if (row.completedOn > todayIn(ctx.jurisdiction.timeZone, ctx.now))
      fields.completedOn = "The training has not taken place yet.";
  }
  return fields;
}

export const credentialTerm = (ctx: Ctx, name: string) =>
  ctx.jurisdiction.credentialNames.find((term) => term.code === name || term.label === name);

type Values = Record<string, unknown>;
type EntryTable = typeof degrees | typeof courses | typeof credentials | typeof trainingHours;

/** Keys that say where a row came from, not what it says. */
const provenance: readonly string[] = ["pageNumber", "pageBox", "enteredAs"];
const sameValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (!a || !b || typeof a !== "object" || typeof b !== "object") return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => (a as Values)[key] === (b as Values)[key])
  );
};

/** A row that was accepted as it was read or remembered, and now says something else, was corrected. M7 */
function stillAs(before: Values, values: Values, changedKeys: readonly string[]): Values {
  const as = values.enteredAs ?? before.enteredAs;
  const unsaid = as === before.enteredAs && (as === "read" || as === "remembered");
  return unsaid && changedKeys.some((key) => !provenance.includes(key)) ? { enteredAs: "corrected" } : {};
}

/** Makes the table's rows of one document equal to the given set; says whether anything changed. */
async function replaceRows(
  tx: Tx,
  ctx: Ctx,
  anyTable: EntryTable,
  document: DocumentRecord,
  stored: readonly Values[],
  given: readonly (Values & { id?: number | null })[],
): Promise<boolean> {
  // The four tables share what this function touches; drizzle's types want one of them named.
  const table = anyTable as typeof degrees;
  const enteredById = accountIdOf(ctx);
  const byId = new Map(stored.map((row) => [row.id, row]));
  let changed = false;
  const fresh: Values[] = [];
  for (const { id, ...row } of given) {
    const values = Object.fromEntries(
      Object.keys(getTableColumns(table))
        .filter((key) => key in row && row[key] !== undefined)
        .map((key) => [key, row[key]]),
    ) as Values & Placed;
    if (values.pageBox && !values.pageNumber) values.pageNumber = values.pageBox.page;
    if (!id) {
      fresh.push({
        ...values,
        participantId: document.participantId,
        documentId: document.id,
        enteredById,
      });
      continue;
    }
    const before = byId.get(id);
    if (!before) throw new Conflict("One of the rows is no longer there. Look at the document again.");
    byId.delete(id);
    // Another page without another mark: the old mark says nothing any more.
    const marked = before.pageBox as Box | null;
    if (values.pageBox === undefined && values.pageNumber && marked && marked.page !== values.pageNumber)
      values.pageBox = null;
    const changedKeys = Object.keys(values).filter((key) => !sameValue(before[key], values[key]));
    if (changedKeys.length === 0) continue;
    await tx
      .update(table)
      .set({ ...values, ...stillAs(before, values, changedKeys), enteredById })
      .where(eq(table.id, id));
    changed = true;
  }
  const gone = [...byId.keys()] as number[];
  if (gone.length > 0) await tx.delete(table).where(inArray(table.id, gone));
  if (fresh.length > 0) await tx.insert(table).values(fresh as (typeof degrees.$inferInsert)[]);
  return changed || gone.length > 0 || fresh.length > 0;
}

/**
 * Replaces everything read from a locked document by the given set. Who entered or changed a row is the actor. S54–S55, M7
 * @returns the rows before, and whether anything changed.
 * @throws Invalid with keys such as `courses.3.units`, Conflict for a row that is gone.
 */
export async function writeEntries(
  tx: Tx,
  ctx: Ctx,
  document: DocumentRecord,
  entries: Entries,
): Promise<{ before: DocumentEntries; changed: boolean }> {
  await checkEntries(tx, ctx, document.id, entries);
  const before = await loadEntries(tx, document.id);
  const named = entries.credentials.map((row) => {
    const term = credentialTerm(ctx, row.name)!;
    return { ...row, name: term.code, kind: term.kind };
  });
  const proven = entries.trainingHours.map((row) => ({ ...row, evidence: "certificate" }));
  const changes = [
    await replaceRows(tx, ctx, degrees, document, before.degrees, entries.degrees),
    await replaceRows(tx, ctx, courses, document, before.courses, entries.courses),
    await replaceRows(tx, ctx, credentials, document, before.credentials, named),
    await replaceRows(tx, ctx, trainingHours, document, before.trainingHours, proven),
  ];
  return { before, changed: changes.includes(true) };
}

export const countEntries = (entries: { [K in keyof Entries]: readonly unknown[] }): number =>
  entries.degrees.length + entries.courses.length + entries.credentials.length + entries.trainingHours.length;
