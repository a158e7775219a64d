import { z } from "zod";
import type { reportRuns } from "#db/schema/index.ts";
import type { PreflightFinding, ReportField } from "#reports/definition.ts";
import type { Wire } from "../../kernel/wire.ts";

export type { PreflightFinding, ReportField } from "#reports/definition.ts";

export const createReportRunSchema = z.strictObject({
  reportKey: z.string().max(60),
  params: z.record(z.string(), z.unknown()).default({}),
});
export type CreateReportRun = z.input<typeof createReportRunSchema>;

export type ReportDefinitionView = {
  key: string;
  title: string;
  description: string;
  version: string;
  format: "xlsx" | "pdf";
  params: ReportField[];
  columns: { label: string; type: string; description: string }[];
};

export type PreflightResult = {
  findings: PreflightFinding[];
  /** What the run would hold now; null for a document. */
  rows: number | null;
  people: number | null;
};

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
