import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { eq, inArray } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { coversheets, participants } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound, Unavailable } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { isCode } from "./code.ts";
import type { CoversheetView } from "./schemas.ts";

const columns = {
  id: coversheets.id,
  code: coversheets.code,
  documentType: coversheets.documentType,
  participantId: participants.id,
  givenName: participants.givenName,
  familyName: participants.familyName,
  registryNumber: participants.registryNumber,
  storageKey: coversheets.storageKey,
};

async function load(ctx: Ctx, id: number) {
  requirePermission(ctx, "coversheets:create");
  const [row] = await inTransaction(ctx, (tx) =>
    tx
      .select(columns)
      .from(coversheets)
      .innerJoin(participants, eq(participants.id, coversheets.participantId))
      .where(eq(coversheets.id, id)),
  );
  if (!row) throw new NotFound("There is no such coversheet.");
  return row;
}

/** One sheet. @throws NotFound out of the actor's reach. */
export async function getCoversheet(ctx: Ctx, id: number): Promise<CoversheetView> {
  const { givenName, familyName, storageKey: _, ...row } = await load(ctx, id);
  return { ...row, participantName: `${givenName} ${familyName}` };
}

/** A sheet is drawn in well under a second; whoever asks sooner waits here instead of asking again. */
const [lookEveryMs, looks] = [250, 40];

/**
 * The printable sheet. Where it is being drawn, the answer waits for it.
 * @throws NotFound out of reach, Unavailable where it is not there in ten seconds.
 */
export async function readCoversheetFile(
  ctx: Ctx,
  { id }: { id: number },
): Promise<{
  stream: Readable;
  sizeBytes: number;
  mimeType: string;
  fileName: string;
  disposition: "attachment";
}> {
  for (let look = 0; look < looks; look += 1) {
    const { storageKey, documentType, registryNumber } = await load(ctx, id);
    if (storageKey) {
      const fileName = `coversheet-${registryNumber}-${documentType.replaceAll("_", "-")}.pdf`;
      const file = await ctx.files.read(storageKey);
      return { ...file, mimeType: "application/pdf", fileName, disposition: "attachment" };
    }
    await pause(lookEveryMs);
  }
  throw new Unavailable("The coversheet is still being drawn. Please try again in a moment.");
}

/** The sheets that codes read from pages belong to, by code; anything else a page may hold is left out. */
export async function findByCodes(tx: Tx, codes: readonly string[]): Promise<Map<string, number>> {
  const wanted = codes.filter(isCode);
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .select({ code: coversheets.code, id: coversheets.id })
    .from(coversheets)
    .where(inArray(coversheets.code, wanted));
  return new Map(rows.map(({ code, id }) => [code, id]));
}
