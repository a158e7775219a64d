import { and, eq, inArray, ne } from "drizzle-orm";
import { documents, institutions } from "#db/schema/index.ts";
import { semesterUnits } from "#reports/rules/courses.ts";
import { loadRecord, type NotPrinting, printableRecord, type RecordRows } from "#reports/rules/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { type FieldErrors, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { credentialTerm, rowProblems } from "./entries.ts";
import { courseEntry, credentialEntry, degreeEntry, trainingEntry } from "./entry-schemas.ts";
import {
  type Entries,
  type EntriesPreview,
  type EntryPlace,
  type InstitutionOfEntry,
  type PreviewEntries,
  previewEntriesSchema,
} from "./schemas.ts";

type Section = keyof Entries;
/** The grid's word for a section of the report. */
const gridSection = {
  degrees: "degrees",
  courses: "courses",
  credentials: "credentials",
  training: "trainingHours",
} as const satisfies Record<keyof RecordRows, Section>;

/** Rows in the grid stand behind all stored ones, in the order of the grid: the id holds their place. */
const firstId = 2_000_000_000;
type Row = { id: number; documentId: number | null };

type Draft = Record<string, unknown>;
type Judged = { rows: RecordRows; unfinished: EntriesPreview["unfinished"] };

/** What a row has besides what is typed: nothing is stored of it yet. */
const unsaid = {
  documentStatus: "verified",
  pageNumber: null,
  pageBox: null,
  enteredById: null,
  enteredAs: "typed",
} as const;

/**
 * The rows that are complete, as they would be on the record, and the rest with what they lack. A row is judged by the
 * schema that saving uses.
 */
function judge(
  ctx: Ctx,
  documentId: number,
  entries: ReturnType<typeof previewEntriesSchema.parse>["entries"],
  colleges: ReadonlyMap<number, InstitutionOfEntry>,
): Judged {
  const known = new Set(colleges.keys());
  const unfinished: EntriesPreview["unfinished"] = [];
  function* complete<R extends Entries[Section][number]>(
    section: Section,
    schema: { safeParse(row: unknown): { success: true; data: R } | { success: false; error: Issues } },
    drafts: readonly Draft[],
  ) {
    for (const [index, draft] of drafts.entries()) {
      const parsed = schema.safeParse(draft);
      const fields = parsed.success
        ? rowProblems(ctx, section, parsed.data, known)
        : fieldsOf(parsed.error.issues);
      if (parsed.success && Object.keys(fields).length === 0)
        yield { row: parsed.data, facts: { ...unsaid, id: firstId + index, documentId } };
      else unfinished.push({ section, index, fields });
    }
  }
  const college = (row: { institutionId?: number | null; institutionName?: string | null }) => ({
    institutionId: row.institutionId ?? null,
    institutionName: row.institutionName ?? null,
    institution: colleges.get(row.institutionId ?? 0) ?? null,
  });
  const rows: RecordRows = {
    degrees: [...complete("degrees", degreeEntry, entries.degrees)].map(({ row, facts }) => ({
      ...facts,
      ...college(row),
      level: row.level,
      title: row.title ?? null,
      major: row.major ?? null,
      conferredOn: row.conferredOn ?? null,
      conferredOnEstimated: row.conferredOnEstimated ?? false,
    })),
    courses: [...complete("courses", courseEntry, entries.courses)].map(({ row, facts }) => ({
      ...facts,
      ...college(row),
      courseNumber: row.courseNumber,
      title: row.title,
      term: row.term ?? null,
      completedOn: row.completedOn ?? null,
      units: row.units,
      unitSystem: row.unitSystem,
      grade: row.grade ?? null,
      state: row.state,
      classification: row.classification,
    })),
    credentials: [...complete("credentials", credentialEntry, entries.credentials)].map(({ row, facts }) => {
      const term = credentialTerm(ctx, row.name)!;
      return {
        ...facts,
        kind: term.kind,
        name: term.code,
        level: row.level ?? null,
        documentNumber: row.documentNumber ?? null,
        issuedOn: row.issuedOn ?? null,
        expiresOn: row.expiresOn ?? null,
      };
    }),
    training: [...complete("trainingHours", trainingEntry, entries.trainingHours)].map(({ row, facts }) => ({
      ...facts,
      evidence: "certificate" as const,
      title: row.title,
      sponsorName: row.sponsorName ?? null,
      competency: row.competency ?? null,
      hours: row.hours,
      completedOn: row.completedOn,
      certificateNumber: row.certificateNumber ?? null,
      enrollmentId: null,
    })),
  };
  return { rows, unfinished };
}

type Issues = { issues: readonly { path: readonly PropertyKey[]; message: string }[] };
const fieldsOf = (issues: Issues["issues"]): FieldErrors =>
  Object.fromEntries(issues.map(({ path, message }) => [String(path[0] ?? "row"), message]).reverse());

const idOf = (draft: Draft): number[] =>
  typeof draft.institutionId === "number" && Number.isInteger(draft.institutionId) && draft.institutionId > 0
    ? [Math.min(draft.institutionId, 2_147_483_647)]
    : [];

/**
 * What the rows in the grid would do to the report if they were saved and the document verified: the same rule as
 * `previewReport` and the PDF, keyed by each row's place in the grid. Nothing is written; rows that are not finished are
 * said to be so instead of refused. S66–S76, M3 @throws NotFound.
 */
export async function previewEntries(ctx: Ctx, raw: PreviewEntries): Promise<EntriesPreview> {
  requirePermission(ctx, "documents:enter");
  const { id, entries } = previewEntriesSchema.parse(raw);
  const asked = [...new Set([...entries.degrees, ...entries.courses].flatMap(idOf))];
  const { record, colleges } = await inTransaction(ctx, async (tx) => {
    const [[document], rows] = await Promise.all([
      tx
        .select({ participantId: documents.participantId })
        .from(documents)
        .where(and(eq(documents.id, id), ne(documents.status, "deleted"))),
      asked.length > 0
        ? tx
            .select({
              id: institutions.id,
              name: institutions.name,
              city: institutions.city,
              state: institutions.state,
              accredited: institutions.accredited,
            })
            .from(institutions)
            .where(inArray(institutions.id, asked))
        : [],
    ]);
    if (!document) throw new NotFound("There is no such document.");
    return {
      record: await loadRecord(tx, document.participantId),
      colleges: new Map(rows.map((row) => [row.id, row])),
    };
  });
  const others = <R extends Row>(rows: readonly R[]) => rows.filter((row) => row.documentId !== id);
  const rest: RecordRows = {
    degrees: others(record.degrees),
    courses: others(record.courses),
    credentials: others(record.credentials),
    training: others(record.training),
  };
  const { rows, unfinished } = judge(ctx, id, entries, colleges);
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  const before = printableRecord(rest, ctx.jurisdiction, today);
  const after = printableRecord(
    {
      degrees: [...rest.degrees, ...rows.degrees],
      courses: [...rest.courses, ...rows.courses],
      credentials: [...rest.credentials, ...rows.credentials],
      training: [...rest.training, ...rows.training],
    },
    ctx.jurisdiction,
    today,
  );
  const keptOut = new Set(before.notPrinting.map(({ section, row }) => `${section}|${row.id}`));
  const mine = <R extends Row>(printed: readonly R[]) =>
    printed.flatMap((row) => (row.documentId === id ? [{ ...row, id: 0, index: row.id - firstId }] : []));
  const placeOf = ({ section, row }: NotPrinting): EntryPlace | null =>
    row.documentId === id ? { section: gridSection[section], index: row.id - firstId } : null;
  return {
    degrees: mine(after.degrees),
    courses: mine(after.courses),
    credentials: mine(after.credentials),
    training: mine(after.training),
    notPrinting: after.notPrinting
      .map((each) => ({ ...each, place: placeOf(each), thisDocument: each.row.documentId === id }))
      .filter((each) => each.thisDocument || !keptOut.has(`${each.section}|${each.row.id}`)),
    unfinished,
    semesterUnits: entries.courses.flatMap((draft, index) =>
      draft.unitSystem === "quarter" &&
      draft.units !== "" &&
      Number.isFinite(Number(draft.units ?? Number.NaN))
        ? [{ index, units: semesterUnits(String(draft.units), "quarter") }]
        : [],
    ),
    whole: {
      degrees: after.degrees.length,
      courses: after.courses.length,
      credentials: after.credentials.length,
      training: after.training.length,
    },
  };
}
