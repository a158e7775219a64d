import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import type { DocumentType, reportSections } from "#db/enums.ts";
import { type reportLines, reportVersions } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";

export const reportVersionStates = ["current", "superseded", "withdrawn"] as const;
/** `current`: the registry would print the same today; `withdrawn`: taken back by staff, whatever the record says. M7 */
export type ReportVersionState = (typeof reportVersionStates)[number];

export const withdrawReportVersionSchema = createInsertSchema(reportVersions, {
  id: z.number().int().positive(),
  version: z.number().int(),
})
  .pick({ id: true, version: true })
  .extend({ reason: z.string().trim().min(3, "Say why, in a few words.").max(500) })
  .strip();
export type WithdrawReportVersion = z.input<typeof withdrawReportVersionSchema>;

export type ReportVersionRow = Wire<
  Pick<
    typeof reportVersions.$inferSelect,
    | "id"
    | "participantId"
    | "reportRunId"
    | "number"
    | "printedName"
    | "rulesVersion"
    | "issuedOn"
    | "withdrawnAt"
    | "withdrawnReason"
    | "version"
    | "createdAt"
  >
> & {
  registryNumber: string;
  /** In groups, as printed. */
  code: string;
  state: ReportVersionState;
  /** Day on which a report with other contents was issued; null where the record changed and nothing was printed since. */
  supersededOn: string | null;
  lineCount: number;
};

/** One printed line and all that stands behind it. */
export type ReportLineView = Wire<
  Pick<
    typeof reportLines.$inferSelect,
    | "id"
    | "section"
    | "line"
    | "printed"
    | "evidence"
    | "documentId"
    | "pageNumber"
    | "pageBox"
    | "decidedAt"
    | "rulesVersion"
  >
> & {
  documentType: DocumentType | null;
  /** The event whose attendance list stands behind reported hours. */
  eventId: number | null;
  /** Null where there is no such person or the reader may not know. */
  enteredByName: string | null;
  decidedByName: string | null;
};
export type ReportVersionView = ReportVersionRow & {
  fileSha256: string | null;
  withdrawnByName: string | null;
  lines: ReportLineView[];
};

/** What anybody who holds the paper may know: what stands on it, and whether it still holds. */
export type CheckedReport = {
  state: ReportVersionState;
  printedName: string;
  /** The last three digits of the registry number. */
  numberEnding: string;
  number: number;
  issuedOn: string;
  supersededOn: string | null;
  /** Calendar date. */
  withdrawnOn: string | null;
  lines: Record<(typeof reportSections)[number], number>;
};
