import type { z } from "zod";
import type { Tx } from "#db/client.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";

/** `text` also for every number that is a name (registry number, ZIP, code), so that no leading zero is lost. */
export type ColumnType = "text" | "number" | "hours" | "date";
/** Dates are calendar dates, `YYYY-MM-DD`. */
export type Cell = string | number | null;

export type ReportColumn<Row> = {
  label: string;
  type: ColumnType;
  /** Characters wide. */
  width: number;
  /** What it means, for the Read me sheet. */
  description: string;
  value: (row: Row, context: ReportContext) => Cell;
};

export type ReportFieldOption = { value: string | number; label: string };
/** One input of the form that asks for a run. */
export type ReportField = {
  name: string;
  label: string;
  type: "date" | "select" | "multi" | "sponsor" | "participant";
  options?: readonly ReportFieldOption[];
  required: boolean;
  help?: string;
  /** What the form starts with. */
  initial?: unknown;
};

/** Something to look at before the figures are sent on: said in words, with how many rows it concerns. M4 */
export type PreflightFinding = { code: string; message: string; count: number };

export type ReportContext = {
  jurisdiction: Jurisdiction;
  /** Whose rows the run may hold, whatever its params ask for; null for the whole registry. */
  sponsorId: number | null;
  /** Name of the sponsor the run is about, for people to read. */
  sponsorName?: string;
  /** The day it is in the jurisdiction, `YYYY-MM-DD`. */
  today: string;
};

/** A run with its params parsed: everything the writer and the verbs need, without the row's type. */
export type PreparedReport = {
  columns: readonly Omit<ReportColumn<never>, "value">[];
  /** The filters in words, in order. */
  filters: readonly (readonly [string, string])[];
  fileName: string;
  count(tx: Tx): Promise<{ rows: number; people: number }>;
  /** Batches of rows, each row's cells in the order of `columns`. */
  rows(tx: Tx): AsyncIterable<Cell[][]>;
  preflight(tx: Tx): Promise<PreflightFinding[]>;
};

type Common = {
  key: string;
  /** Raised when a column or a rule changes, so that two runs can be told apart. M4 */
  version: string;
  title: string;
  description: string;
  permission:
    | "reports:sponsor_training"
    | "reports:direct_service_profile"
    | "reports:education_and_training";
  params: z.ZodType<Record<string, unknown>>;
  fields(jurisdiction: Jurisdiction, today: string): ReportField[];
};
export type SheetReport = Common & {
  format: "xlsx";
  /** Every column the report knows, for its description. */
  columns: readonly Omit<ReportColumn<never>, "value">[];
  /** @throws ZodError for params that do not fit. */
  prepare(params: unknown, context: ReportContext): PreparedReport;
};
export type DocumentReport = Common & { format: "pdf" };
export type Report = SheetReport | DocumentReport;

type Definition<Params extends Record<string, unknown>, Row> = Omit<Common, "params"> & {
  params: z.ZodType<Params>;
  columns: readonly ReportColumn<Row>[];
  /** The columns a run shows, where its params choose. S148 */
  choose?(columns: readonly ReportColumn<Row>[], params: Params): readonly ReportColumn<Row>[];
  filters(params: Params, context: ReportContext): readonly (readonly [string, string])[];
  fileName(params: Params): string;
  count(tx: Tx, params: Params, context: ReportContext): Promise<{ rows: number; people: number }>;
  rows(tx: Tx, params: Params, context: ReportContext): AsyncIterable<Row[]>;
  preflight(tx: Tx, params: Params, context: ReportContext): Promise<PreflightFinding[]>;
};

/** An Excel report: what it asks, which rows, which columns. The registry's menu is `reports/index.ts`. */
export function defineReport<Params extends Record<string, unknown>, Row>(
  definition: Definition<Params, Row>,
): SheetReport {
  return {
    ...definition,
    format: "xlsx",
    prepare(raw, context) {
      const params = definition.params.parse(raw);
      const columns = definition.choose?.(definition.columns, params) ?? definition.columns;
      return {
        columns,
        filters: definition.filters(params, context),
        fileName: definition.fileName(params),
        count: (tx) => definition.count(tx, params, context),
        async *rows(tx) {
          for await (const batch of definition.rows(tx, params, context))
            yield batch.map((row) => columns.map((column) => column.value(row, context)));
        },
        preflight: (tx) => definition.preflight(tx, params, context),
      };
    },
  };
}
