import { eq } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import { accessGrants, programs } from "#db/schema/index.ts";
import { addresseeOf, notify } from "../email/notify.ts";
import { longDate } from "../email/words.ts";
import type { Task } from "./task.ts";

/** Tells the person that access to a program was granted, refused, taken back or has ended. S164, S210–S213 */
export const notifyAccessGrantDecision: Task<"notify_access_grant_decision"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .select({ grant: accessGrants, program: programs })
      .from(accessGrants)
      .leftJoin(programs, eq(programs.id, accessGrants.programId))
      .where(eq(accessGrants.id, payload.accessGrantId));
    const to = row && (await addresseeOf(tx, row.grant.participantId));
    if (!row || !to || row.grant.status === "requested") {
      return log.info({ accessGrantId: payload.accessGrantId }, "nothing to tell about this access");
    }
    const { grant, program } = row;
    await notify(tx, ctx, {
      to,
      template: `access_grant_${grant.status as Exclude<typeof grant.status, "requested">}`,
      values: {
        name: to.name,
        program: program?.name ?? "the program",
        programNumber: program?.programNumber ?? grant.programNumber,
        expiresOn: longDate(grant.expiresOn),
        reason: grant.reason ?? "",
      },
      dedupeKey: `access_grant:${grant.id}:${grant.status}:${grant.decidedAt?.toISOString() ?? ""}`,
    });
  });
