import { and, count, eq, gt } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { rosterImports } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, TooLarge, TooMany } from "../../kernel/errors.ts";
import type { StoredFile } from "../../kernel/files.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { cleanName } from "../documents/index.ts";
import { lockEvent } from "../events/index.ts";
import { asStaff, requireOpenEvent } from "./internal.ts";
import {
  type BroughtIn,
  type PasteList,
  pasteListSchema,
  type UploadList,
  uploadListSchema,
} from "./schemas.ts";
import { sniffList } from "./sniff-list.ts";

/** Far more than two thousand people need. */
const mostBytes = 10_000_000;
/** Far more than an agency holds trainings a day; whoever tries names against numbers is slowed down. */
const mostListsADay = 30;
const dayMs = 86_400_000;

/**
 * Takes in a list of people for one event as a file: CSV, text or Excel. A task opens it in the sandbox. M5, S140
 * @returns the new list, or the one an earlier try with the same `uploadKey` made.
 * @throws Invalid for a kind of file that is no list, NotFound for another sponsor's event, Conflict for one that is not open,
 * TooMany for the thirty-first list that a sponsor's manager brings in within a day.
 */
export async function uploadList(ctx: Ctx, raw: UploadList): Promise<BroughtIn> {
  requirePermission(ctx, "roster_imports:write");
  const { eventId, uploadKey, file } = uploadListSchema.parse(raw);
  const sniffed = sniffList(file.head);
  if ("refused" in sniffed) throw new Invalid(sniffed.refused, { fields: { file: sniffed.refused } });
  if (file.sizeBytes > mostBytes) {
    const sentence =
      "The file is larger than 10 MB. A list of people needs far less: copy it into a new file.";
    throw new TooLarge(sentence, { fields: { file: sentence } });
  }
  const named = cleanName(file.originalName);
  return bringIn(ctx, { eventId, uploadKey, file, source: "file", originalName: named, ...sniffed });
}

/** Takes in a list that was copied out of a spreadsheet or typed, by the same path as a file. @throws as {@link uploadList} */
export async function pasteList(ctx: Ctx, raw: PasteList): Promise<BroughtIn> {
  requirePermission(ctx, "roster_imports:write");
  const { eventId, uploadKey, text } = pasteListSchema.parse(raw);
  const file = await ctx.files.put(Buffer.from(text), { folder: "uploads" });
  try {
    const given = { source: "paste" as const, originalName: null, mimeType: "text/csv" };
    return await bringIn(ctx, { eventId, uploadKey, file, ...given });
  } catch (error) {
    await ctx.files.remove(file.key);
    throw error;
  }
}

type Given = {
  eventId: number;
  uploadKey?: string | null;
  file: StoredFile;
  source: "paste" | "file";
  originalName: string | null;
  mimeType: string;
};

async function bringIn(ctx: Ctx, given: Given): Promise<BroughtIn> {
  const { file, eventId, uploadKey, source, originalName, mimeType } = given;
  const { kept, ...answer } = await inTransaction(asSystem(ctx, "roster_import"), async (tx, system) => {
    const event = await lockEvent(tx, eventId);
    await requireOpenEvent(ctx, event);
    const earlier = await earlierTry(tx, given);
    if (earlier) return { id: earlier.id, status: earlier.status, kept: false };
    if (!asStaff(ctx)) await refuseTooMany(tx, ctx);
    const [list] = await tx
      .insert(rosterImports)
      .values({
        ...{ eventId, uploadKey, source, originalName, mimeType },
        byStaff: asStaff(ctx),
        sizeBytes: file.sizeBytes,
        sha256: file.sha256,
        storageKey: file.key,
        createdById: ctx.actor.type === "account" ? ctx.actor.accountId : null,
      })
      .returning();
    await recordAudit(
      tx,
      { ...system, actor: ctx.actor },
      {
        action: "roster_import.brought_in",
        subject: { type: "roster_imports", id: list!.id },
        after: { eventId, source, mimeType, sizeBytes: file.sizeBytes },
      },
    );
    await enqueue(tx, "read_roster_list", { rosterImportId: list!.id });
    return { id: list!.id, status: list!.status, kept: true };
  });
  if (!kept) await ctx.files.remove(file.key);
  return answer;
}

/** The list an earlier try of the same request made; the event is locked. @throws Conflict where the key is another list's. */
async function earlierTry(tx: Tx, { uploadKey, file, eventId }: Given) {
  if (!uploadKey) return undefined;
  const [row] = await tx.select().from(rosterImports).where(eq(rosterImports.uploadKey, uploadKey));
  if (row && (row.sha256 !== file.sha256 || row.eventId !== eventId))
    throw new Conflict("This upload was used for another list. Start again.");
  return row;
}

async function refuseTooMany(tx: Tx, ctx: Ctx): Promise<void> {
  if (ctx.actor.type !== "account") return;
  const since = new Date(ctx.now.getTime() - dayMs);
  const [row] = await tx
    .select({ lists: count() })
    .from(rosterImports)
    .where(and(eq(rosterImports.createdById, ctx.actor.accountId), gt(rosterImports.createdAt, since)));
  if (row!.lists >= mostListsADay)
    throw new TooMany(
      `You have brought in ${mostListsADay} lists within a day. Go on tomorrow, or ask the registry to bring the list in.`,
    );
}
