import { and, eq, gt, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { RequestType } from "#db/enums.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { requestFiles, requestMessages, requests } from "#db/schema/index.ts";

import { recordAudit } from "../../kernel/audit.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Forbidden, Invalid, NotFound, TooMany } from "../../kernel/errors.ts";
import { type DeskSettings, readDeskSettings } from "../desk-settings/index.ts";
import { cleanName, sniffFile } from "../documents/index.ts";
import type { UploadedFile } from "../documents/schemas.ts";
import { addWorkingDays } from "../queue-pace/index.ts";

export type Request = typeof requests.$inferSelect;
export type NewRequest = Omit<typeof requests.$inferInsert, "dueOn" | "number">;

/** The account somebody acts by, or null for a visitor and for the registry itself. */
export const accountOf = ({ actor }: Ctx): number | null =>
  actor.type === "account" ? actor.accountId : null;

export const noSuchRequest = "There is no such request, or it is not yours to see.";
/** So many messages an hour from whoever asked; more is a loop or a flood. */
const mostAnHour = 20;

const settingOf = {
  name_change: "nameChangeDays",
  duplicate: "duplicateDays",
  access: "accessDays",
  correction: "correctionDays",
  question: "questionDays",
} as const satisfies Record<RequestType, keyof DeskSettings>;

/** The day by which a request that came now is answered. */
export async function dueDay(tx: Tx, ctx: Ctx, type: RequestType): Promise<string> {
  const settings = await readDeskSettings(tx);
  return addWorkingDays(todayIn(ctx.jurisdiction.timeZone, ctx.now), settings[settingOf[type]]);
}

/** Writes a request with its first words, and its audit. One whose address is not proven has no day yet. */
export async function insertRequest(
  tx: Tx,
  ctx: Ctx,
  given: NewRequest,
  body: string | null | undefined,
): Promise<{ request: Request; messageId: number | null }> {
  const dueOn = given.emailVerifiedAt ? await dueDay(tx, ctx, given.type) : null;
  const [row] = await tx
    .insert(requests)
    .values({ ...given, dueOn })
    .returning();
  const request = row!;
  const messageId = body ? await insertMessage(tx, ctx, request.id, { kind: "asked", body }) : null;
  await recordAudit(tx, ctx, {
    action: "request.submitted",
    subject: { type: "requests", id: request.id },
    participantId: request.participantId,
    after: { number: request.number, type: request.type, source: request.source },
  });
  return { request, messageId };
}

type NewMessage = Pick<typeof requestMessages.$inferInsert, "kind" | "body" | "fromEmail" | "emailMessageId">;
export async function insertMessage(
  tx: Tx,
  ctx: Ctx,
  requestId: number,
  message: NewMessage,
): Promise<number> {
  const [row] = await tx
    .insert(requestMessages)
    .values({ ...message, requestId, authorId: accountOf(ctx), createdAt: ctx.now })
    .returning({ id: requestMessages.id });
  return row!.id;
}

/** Refuses by its first bytes what the sandbox will not open. @throws Invalid at `file`. */
export function checkFile(file: UploadedFile): string {
  const sniffed = sniffFile(file.head);
  if ("refused" in sniffed) throw new Invalid(sniffed.refused, { fields: { file: sniffed.refused } });
  return sniffed.mimeType;
}

/** Keeps a stored file with its request; a task opens it in the sandbox. */
export async function attachFile(
  tx: Tx,
  of: { requestId: number; messageId: number | null },
  file: UploadedFile,
): Promise<void> {
  const [row] = await tx
    .insert(requestFiles)
    .values({
      ...of,
      storageKey: file.key,
      originalName: cleanName(file.originalName),
      mimeType: checkFile(file),
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
    })
    .returning({ id: requestFiles.id });
  await enqueue(tx, "process_request_file", { requestFileId: row!.id });
}

/** Locked, and not the actor's own. @throws NotFound, Forbidden */
export async function lockRequest(tx: Tx, ctx: Ctx, id: number): Promise<Request> {
  const [row] = await tx.select().from(requests).where(eq(requests.id, id)).for("update");
  if (!row) throw new NotFound(noSuchRequest);
  if (isOwn(ctx, row)) throw new Forbidden("This is your own request. A colleague answers it.");
  return row;
}

export const isOwn = ({ actor }: Ctx, row: Pick<Request, "participantId" | "accountId">): boolean =>
  actor.type === "account" &&
  ((row.participantId !== null && row.participantId === actor.participantId) ||
    row.accountId === actor.accountId);

/** @throws TooMany where whoever asked writes faster than people do. */
async function refuseFlood(tx: Tx, ctx: Ctx, requestId: number): Promise<void> {
  const since = new Date(ctx.now.getTime() - 3_600_000);
  const recent = await tx.$count(
    requestMessages,
    and(
      eq(requestMessages.requestId, requestId),
      eq(requestMessages.kind, "asked"),
      gt(requestMessages.createdAt, since),
    ),
  );
  if (recent >= mostAnHour) throw new TooMany("That is a lot of messages at once. Please wait an hour.");
}

/**
 * Files what whoever asked writes: the request waits for the office again, with a new day where it had been answered.
 * Done as the registry, for the page, the portal and the e-mail door alike.
 * @returns the message's id, or undefined where this very e-mail is filed already.
 */
export async function receiveFromAsker(
  ctx: Ctx,
  requestId: number,
  message: { body: string; fromEmail?: string; emailMessageId?: string; files?: readonly UploadedFile[] },
): Promise<number | undefined> {
  return inTransaction(asSystem(ctx, "request_message"), async (tx, inner) => {
    const [before] = await tx.select().from(requests).where(eq(requests.id, requestId)).for("update");
    if (!before) throw new NotFound(noSuchRequest);
    const { body, fromEmail, emailMessageId, files = [] } = message;
    if (emailMessageId) {
      const known = await tx.$count(requestMessages, eq(requestMessages.emailMessageId, emailMessageId));
      if (known > 0) return undefined;
    }
    await refuseFlood(tx, inner, requestId);
    const author = accountOf(ctx);
    const [row] = await tx
      .insert(requestMessages)
      .values({
        requestId,
        kind: "asked",
        body,
        fromEmail,
        emailMessageId,
        authorId: author,
        createdAt: ctx.now,
      })
      .returning({ id: requestMessages.id });
    for (const file of files) await attachFile(tx, { requestId, messageId: row!.id }, file);
    if (before.status !== "open") {
      const dueOn = before.emailVerifiedAt ? await dueDay(tx, inner, before.type) : null;
      await tx
        .update(requests)
        .set({ status: "open", dueOn, closedAt: null, closedById: null })
        .where(eq(requests.id, requestId));
    }
    await recordAudit(tx, inner, {
      action: before.status === "open" ? "request.written_to" : "request.came_back",
      subject: { type: "requests", id: requestId },
      participantId: before.participantId,
      before: { status: before.status },
      after: { status: "open", files: files.length },
    });
    return row!.id;
  });
}

/** The person behind a number today, or null: also where the number is nobody's. */
export async function personOfNumber(tx: Tx, number: string): Promise<number | null> {
  const [row] = (await tx.execute(
    sql`select survivor_of(id) as id from participants where registry_number = ${number}`,
  )) as unknown as { id: number }[];
  return row?.id ?? null;
}
