import { z } from "zod";
import type { reportRuns } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";

export const createReportRunSchema = z.strictObject({
  reportKey: z.string().max(60),
  params: z.record(z.string(), z.unknown()).default({}),
});
export type CreateReportRun = z.input<typeof createReportRunSchema>;

export type ReportFieldOption = { value: string | number; label: string };
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
export type ReportDefinitionView = {
  key: string;
  title: string;
  description: string;
  version: string;
  format: "xlsx" | "pdf";
  params: ReportField[];
  columns: { label: string; type: string; description: string }[];
};

/** Something to look at before the figures are sent on: said in words, with how many rows it concerns. M4 */
export type PreflightFinding = { code: string; message: string; count: number };
export type PreflightResult = { findings: PreflightFinding[] };

export type ReportRunRow = Wire<
  Pick<
    typeof reportRuns.$inferSelect,
    | "id"
    | "reportKey"
    | "title"
    | "params"
    | "status"
    | "sponsorId"
    | "participantId"
    | "asOf"
    | "rowsDone"
    | "rowsTotal"
    | "peopleCount"
    | "createdAt"
    | "startedAt"
    | "finishedAt"
    | "fileName"
    | "mimeType"
    | "sizeBytes"
    | "errorMessage"
  >
> & { requestedByName: string | null };
export type ReportRunView = ReportRunRow & { sha256: string | null; definitionVersion: string };
