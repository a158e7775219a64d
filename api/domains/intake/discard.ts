import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { lockScan, moveScan } from "./internal.ts";
import { type DiscardScan, discardScanSchema } from "./schemas.ts";

/** Ends a scan from which nothing is filed, with the reason; its file stays. @throws Conflict, NotFound. */
export async function discardIntakeScan(
  ctx: Ctx,
  raw: DiscardScan,
): Promise<{ id: number; version: number }> {
  requirePermission(ctx, "intake:file");
  const input = discardScanSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const scan = await lockScan(tx, input, "ready", "unreadable");
    const moved = await moveScan(tx, scan, "discarded");
    await recordAudit(tx, inner, {
      action: "intake_scan.discarded",
      subject: { type: "intake_scans", id: scan.id },
      before: { status: scan.status },
      after: { status: moved.status },
      reason: input.reason,
    });
    return { id: scan.id, version: moved.version };
  });
}
