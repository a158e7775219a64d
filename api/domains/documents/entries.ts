import { asc, eq, getTableColumns, inArray } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { courses, credentials, degrees, institutions, trainingHours } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict, type FieldErrors, Invalid } from "../../kernel/errors.ts";
import type { DocumentRecord } from "./internal.ts";
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

/** What the schema cannot know: institutions that exist, names and competencies of this jurisdiction. */
async function checkEntries(tx: Tx, ctx: Ctx, entries: Entries): Promise<void> {
  const fields: FieldErrors = {};
  const asked = [...entries.degrees, ...entries.courses].flatMap((row) => row.institutionId ?? []);
  const found = asked.length
    ? await tx.select({ id: institutions.id }).from(institutions).where(inArray(institutions.id, asked))
    : [];
  const known = new Set(found.map((row) => row.id));
  for (const section of ["degrees", "courses"] as const) {
    for (const [index, row] of entries[section].entries()) {
      if (row.institutionId && !known.has(row.institutionId))
        fields[`${section}.${index}.institutionId`] = "Choose the institution from the list.";
    }
  }
  for (const [index, row] of entries.credentials.entries()) {
    if (!credentialTerm(ctx, row.name)) fields[`credentials.${index}.name`] = "Choose a name from the list.";
  }
  const competencies = new Set(
    ctx.jurisdiction.frameworks.flatMap((framework) => framework.competencies.map((term) => term.code)),
  );
  for (const [index, row] of entries.trainingHours.entries()) {
    if (row.competency && !competencies.has(row.competency))
      fields[`trainingHours.${index}.competency`] = "Choose a competency from the list.";
    if (row.completedOn > todayIn(ctx.jurisdiction.timeZone, ctx.now))
      fields[`trainingHours.${index}.completedOn`] = "The training has not taken place yet.";
  }
  if (Object.keys(fields).length > 0) throw new Invalid("Please check the marked fields.", { fields });
}

const credentialTerm = (ctx: Ctx, name: string) =>
  ctx.jurisdiction.credentialNames.find((term) => term.code === name || term.label === name);

type Values = Record<string, unknown>;
type EntryTable = typeof degrees | typeof courses | typeof credentials | typeof trainingHours;

/** Makes the table's rows of one document equal to the given set; says whether anything changed. */
async function replaceRows(
  tx: Tx,
  anyTable: EntryTable,
  document: DocumentRecord,
  stored: readonly Values[],
  given: readonly (Values & { id?: number | null })[],
): Promise<boolean> {
  // The four tables share what this function touches; drizzle's types want one of them named.
  const table = anyTable as typeof degrees;
  const byId = new Map(stored.map((row) => [row.id, row]));
  let changed = false;
  const fresh: Values[] = [];
  for (const { id, ...row } of given) {
    const values = Object.fromEntries(
      Object.keys(getTableColumns(table))
        .filter((key) => key in row && row[key] !== undefined)
        .map((key) => [key, row[key]]),
    );
    if (!id) {
      fresh.push({ ...values, participantId: document.participantId, documentId: document.id });
      continue;
    }
    const before = byId.get(id);
    if (!before) throw new Conflict("One of the rows is no longer there. Look at the document again.");
    byId.delete(id);
    if (Object.keys(values).every((key) => before[key] === values[key])) continue;
    await tx.update(table).set(values).where(eq(table.id, id));
    changed = true;
  }
  const gone = [...byId.keys()] as number[];
  if (gone.length > 0) await tx.delete(table).where(inArray(table.id, gone));
  if (fresh.length > 0) await tx.insert(table).values(fresh as (typeof degrees.$inferInsert)[]);
  return changed || gone.length > 0 || fresh.length > 0;
}

/**
 * Replaces everything read from a locked document by the given set. S54–S55
 * @returns the rows before, and whether anything changed.
 * @throws Invalid with keys such as `courses.3.units`, Conflict for a row that is gone.
 */
export async function writeEntries(
  tx: Tx,
  ctx: Ctx,
  document: DocumentRecord,
  entries: Entries,
): Promise<{ before: DocumentEntries; changed: boolean }> {
  await checkEntries(tx, ctx, entries);
  const before = await loadEntries(tx, document.id);
  const named = entries.credentials.map((row) => {
    const term = credentialTerm(ctx, row.name)!;
    return { ...row, name: term.code, kind: term.kind };
  });
  const proven = entries.trainingHours.map((row) => ({ ...row, evidence: "certificate" }));
  const changes = [
    await replaceRows(tx, degrees, document, before.degrees, entries.degrees),
    await replaceRows(tx, courses, document, before.courses, entries.courses),
    await replaceRows(tx, credentials, document, before.credentials, named),
    await replaceRows(tx, trainingHours, document, before.trainingHours, proven),
  ];
  return { before, changed: changes.includes(true) };
}

export const countEntries = (entries: { [K in keyof Entries]: readonly unknown[] }): number =>
  entries.degrees.length + entries.courses.length + entries.credentials.length + entries.trainingHours.length;
