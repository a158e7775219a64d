import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import { reportRuns } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound, Unavailable } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { cardKey } from "./internal.ts";

/** A card is drawn in well under a second; whoever asks sooner waits here instead of asking again. */
const [lookEveryMs, looks] = [250, 40];

/**
 * The printable card. Where it is being drawn, the answer waits for it.
 * @throws NotFound out of reach, Unavailable where it is not there in ten seconds or could not be drawn.
 */
export async function readMembershipCardFile(
  ctx: Ctx,
  { id }: { id: number },
): Promise<{
  stream: Readable;
  sizeBytes: number;
  mimeType: string;
  fileName: string;
  disposition: "attachment";
}> {
  requirePermission(ctx, "membership_cards:create");
  for (let look = 0; look < looks; look += 1) {
    const [run] = await inTransaction(ctx, (tx) =>
      tx
        .select()
        .from(reportRuns)
        .where(and(eq(reportRuns.id, id), eq(reportRuns.reportKey, cardKey))),
    );
    if (!run) throw new NotFound("There is no such card.");
    if (run.status === "failed")
      throw new Unavailable("The card could not be drawn. Please ask for it again.");
    if (run.storageKey) {
      const file = await ctx.files.read(run.storageKey);
      const fileName = run.fileName ?? "membership-card.pdf";
      return { ...file, mimeType: "application/pdf", fileName, disposition: "attachment" };
    }
    await pause(lookEveryMs);
  }
  throw new Unavailable("The card is still being drawn. Please try again in a moment.");
}
