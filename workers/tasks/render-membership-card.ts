import { printedCardSchema } from "#api/domains/membership-cards/schemas.ts";
import { reportContext } from "#api/domains/reports/index.ts";
import { drawMembershipCard } from "#reports/documents/membership-card.ts";
import { runReport } from "../reports/run.ts";
import type { Task } from "./task.ts";

const inWords = (date: string) =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString("en-US", { timeZone: "UTC", dateStyle: "long" });

/** Draws a membership card as it was asked for: what it says was decided then, so a second run draws the same. S94 */
export const renderMembershipCard: Task<"render_membership_card"> = ({ reportRunId }, ctx, helpers) =>
  runReport(ctx, reportRunId, helpers, async (run) => {
    const card = printedCardSchema.parse(run.params);
    const bytes = await drawMembershipCard({
      ...card,
      jurisdiction: ctx.jurisdiction,
      at: run.createdAt,
      issuedOn: inWords(reportContext(ctx, null, run.createdAt).today),
    });
    return {
      file: await ctx.files.put(Buffer.from(bytes), { folder: "reports", extension: ".pdf" }),
      fileName: `membership-card-${card.registryNumber}.pdf`,
      mimeType: "application/pdf",
      rows: 1,
      people: 1,
      asOf: run.createdAt,
    };
  });
