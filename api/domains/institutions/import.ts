import type { Readable } from "node:stream";
import { CsvError, type InfoRecord, parse } from "csv-parse";
import { getTableColumns, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { institutions } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { IpedsDecoder, type IpedsInstitution, ipedsColumns, ipedsRow } from "./ipeds.ts";

const BATCH = 500;

export type RejectedRow = { line: number; reason: string };
/** Rows of the file by what became of them; `closed` and `notAccredited` count among those taken in. */
export type ImportSummary = {
  added: number;
  changed: number;
  unchanged: number;
  closed: number;
  notAccredited: number;
  rejected: RejectedRow[];
};

/**
 * Brings in the NCES IPEDS header file as published, streaming: institutions are recognised by UNITID, so the same
 * file twice changes nothing. A row that cannot be used is reported and left out; a file that is not the header file,
 * or ends inside a quotation, changes nothing at all. Whether an institution counts as accredited is taken from the
 * file when it is new, and is the staff's afterwards. S69
 * @throws Invalid where the file is not an IPEDS header file.
 */
export async function importInstitutions(ctx: Ctx, file: Readable): Promise<ImportSummary> {
  requirePermission(ctx, "institutions:import");
  return inTransaction(ctx, async (tx, inner) => {
    const summary: ImportSummary = {
      added: 0,
      changed: 0,
      unchanged: 0,
      closed: 0,
      notAccredited: 0,
      rejected: [],
    };
    const seen = new Set<number>();
    let batch: IpedsInstitution[] = [];
    const reject = (line: number, reason: string) => summary.rejected.push({ line, reason });
    try {
      for await (const { record, info, raw } of rowsOf(file)) {
        if (info.error) {
          reject(info.lines, `The row does not have the header's columns: ${raw.trim().slice(0, 60)}`);
          continue;
        }
        const row = ipedsRow.safeParse(record);
        if (!row.success) {
          reject(info.lines, row.error.issues.map(({ message }) => message).join(" "));
          continue;
        }
        if (seen.has(row.data.ipedsUnitId)) {
          reject(info.lines, `UNITID ${row.data.ipedsUnitId} appears twice; the first row counts.`);
          continue;
        }
        seen.add(row.data.ipedsUnitId);
        if (row.data.closedOn) summary.closed += 1;
        if (!row.data.accredited) summary.notAccredited += 1;
        batch.push(row.data);
        if (batch.length < BATCH) continue;
        await save(tx, batch, summary);
        batch = [];
      }
    } catch (error) {
      if (error instanceof CsvError) throw new Invalid(`This is not a readable CSV file: ${error.message}`);
      throw error;
    } finally {
      file.destroy();
    }
    await save(tx, batch, summary);
    if (seen.size === 0)
      throw new Invalid("The file holds no institution that can be used. Nothing was changed.");
    await recordAudit(tx, inner, {
      action: "institutions.imported",
      subject: { type: "institutions" },
      after: { ...summary, rejected: summary.rejected.length },
    });
    return summary;
  });
}

type ParsedRow = { record: Record<string, string>; info: InfoRecord; raw: string };

function rowsOf(file: Readable): AsyncIterable<ParsedRow> {
  const parser = parse({
    bom: true,
    columns: checkedHeader,
    info: true,
    raw: true,
    relax_column_count: true,
    // NCES does not double a quotation mark inside a field.
    relax_quotes: true,
  });
  const decoder = new IpedsDecoder();
  file.once("error", (error) => parser.destroy(error));
  return file.pipe(decoder).pipe(parser);
}

function checkedHeader(header: string[]): string[] {
  const names = header.map((name) => name.trim().toUpperCase());
  const missing = ipedsColumns.filter((column) => !names.includes(column));
  if (missing.length === 0) return names;
  throw new Invalid(`This is not an IPEDS header file (HD….csv): it has no column ${missing.join(", ")}.`);
}

async function save(tx: Tx, batch: IpedsInstitution[], summary: ImportSummary): Promise<void> {
  if (batch.length === 0) return;
  const { name, aliases, city, state, zip, county, website, closedOn } = getTableColumns(institutions);
  const kept = { name, aliases, city, state, zip, county, website, closedOn };
  const columns = Object.values(kept).map((column) => sql.identifier(snake(column.name)));
  // The names of institutions that were merged into this one stay names of it, whatever the federal file says.
  const taken = sql`array(select r.name from institutions r where r.merged_into_id = ${institutions.id}
    and r.name <> all (excluded.aliases) order by r.id)`;
  const incoming = (column: (typeof columns)[number]) =>
    column === columns[1] ? sql`excluded.aliases || ${taken}` : sql`excluded.${column}`;
  const current = columns.map((column) => sql`${institutions}.${column}`);
  const saved = await tx
    .insert(institutions)
    .values(batch)
    .onConflictDoUpdate({
      target: institutions.ipedsUnitId,
      set: Object.fromEntries(Object.keys(kept).map((key, at) => [key, incoming(columns[at]!)])),
      setWhere: sql`(${sql.join(current, sql`, `)}) is distinct from (${sql.join(columns.map(incoming), sql`, `)})`,
    })
    .returning({ added: sql<boolean>`xmax = 0` });
  const added = saved.filter((row) => row.added).length;
  summary.added += added;
  summary.changed += saved.length - added;
  summary.unchanged += batch.length - saved.length;
}

/** drizzle names columns when it writes a statement; `excluded.` needs the written name. */
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
