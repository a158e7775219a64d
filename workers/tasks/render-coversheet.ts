import { and, eq, isNull } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import { coversheets, participants } from "#db/schema/index.ts";
import { drawCoversheet } from "#reports/documents/coversheet.ts";
import type { Task } from "./task.ts";

/** Draws a coversheet once; a second run finds it drawn. B-D11 */
export const renderCoversheet: Task<"render_coversheet"> = async ({ coversheetId }, ctx, { log }) => {
  const waiting = and(eq(coversheets.id, coversheetId), isNull(coversheets.storageKey));
  const [found] = await inTransaction(ctx, (tx) =>
    tx
      .select({ sheet: coversheets, person: participants })
      .from(coversheets)
      .innerJoin(participants, eq(participants.id, coversheets.participantId))
      .where(waiting),
  );
  if (!found) return log.info({ coversheetId }, "no coversheet to draw");
  const { sheet, person } = found;
  const bytes = await drawCoversheet({
    code: sheet.code,
    documentType: sheet.documentType,
    name: [person.givenName, person.middleName, person.familyName].filter(Boolean).join(" "),
    registryNumber: person.registryNumber,
    jurisdiction: ctx.jurisdiction,
    at: sheet.createdAt,
  });
  const { key } = await ctx.files.put(Buffer.from(bytes), { folder: "coversheets", extension: ".pdf" });
  const kept = await inTransaction(ctx, (tx) =>
    tx.update(coversheets).set({ storageKey: key }).where(waiting).returning({ id: coversheets.id }),
  );
  if (kept.length === 0) await ctx.files.remove(key);
};
