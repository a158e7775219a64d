import { access } from "node:fs/promises";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { todayIn } from "#api/kernel/calendar.ts";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import type { DocumentType } from "#db/enums.ts";
import { hashBands } from "#db/page-hash.ts";
import type { Reading } from "#db/reading.ts";
import {
  documentFiles,
  documentPages,
  documentPageTexts,
  documentReadings,
  documents,
  intakePages,
  participantNames,
  participants,
} from "#db/schema/index.ts";
import { openAndRecognise, type RecognisedPage } from "../ocr/open-and-recognise.ts";
import { makeRecogniser, type Recogniser } from "../ocr/recogniser.ts";
import { type PageWords, readerVersion, readDocument as readPages } from "../reading/index.ts";
import { matchInstitution } from "../reading/match-institution.ts";
import { matchName } from "../reading/match-name.ts";
import { SandboxFailed } from "../sandbox/run-child.ts";
import type { Task } from "./task.ts";

/** Tries after which a file that kills the sandbox counts as one that cannot be read. */
const enoughTries = 3;
const cannotOpen = "The pages could not be opened for reading. Enter the rows by hand.";
const noWords = "No words were recognised on the pages. Enter the rows by hand.";
const mostInstitutions = 60;

/**
 * Proposes the entries of a document to the clerk: words of every page that has none yet, from the file's text layer or
 * by character recognition, then the reader, the institution and the name. Running it again reads again and leaves one
 * reading; words that are stored are not recognised twice. A document that cannot be read gets that in words: it never
 * blocks the desk. M3
 */
export const readDocument =
  (recogniser: Recogniser = makeRecogniser()): Task<"read_document"> =>
  async ({ documentId }, ctx, { log, attempt, signal }) => {
    const document = await waiting(ctx, documentId);
    if (!document) return log.info({ documentId }, "nothing to read");
    let failure: string | null = null;
    try {
      failure = await completeWords(ctx, document, recogniser, signal);
    } catch (error) {
      if (!(error instanceof SandboxFailed) || signal?.aborted || attempt < enoughTries) throw error;
      failure = cannotOpen;
    }
    const pages = await storedWords(ctx, documentId);
    if (!failure && pages.every(({ words }) => words.length === 0)) failure = noWords;
    if (failure) return keep(ctx, documentId, { reading: null, failure });
    const reading = readPages({
      pages,
      documentType: document.type,
      jurisdiction: ctx.jurisdiction,
      today: todayIn(ctx.jurisdiction.timeZone, ctx.now),
    });
    const institution = await institutionOf(ctx, reading);
    await keep(ctx, documentId, {
      reading,
      failure: null,
      institutionId: institution?.id ?? null,
      institutionConfidence: institution?.confidence ?? null,
      nameMatch: await nameOf(ctx, document.participantId, reading),
    });
  };

type Waiting = {
  id: number;
  type: DocumentType;
  participantId: number;
  storageKey: string;
  mimeType: string;
  filed: boolean;
};

/** The document with its file while it is one that somebody may still look at. */
async function waiting(ctx: Ctx, documentId: number): Promise<Waiting | undefined> {
  const [row] = await inTransaction(ctx, (tx) =>
    tx
      .select({
        id: documents.id,
        type: documents.type,
        participantId: documents.participantId,
        storageKey: documentFiles.storageKey,
        mimeType: documentFiles.mimeType,
        /** Its file was written from pages of a scan that were straightened then. */
        filed: sql<boolean>`exists (select from ${intakePages} where ${intakePages.documentId} = ${documents.id})`,
      })
      .from(documents)
      .innerJoin(documentFiles, eq(documentFiles.documentId, documents.id))
      .where(
        and(
          eq(documents.id, documentId),
          inArray(documents.status, ["unverified", "verified", "action_required", "not_accepted"]),
        ),
      )
      .orderBy(asc(documentFiles.id))
      .limit(1),
  );
  return row;
}

/** Recognises the pages without words and stores what was found. @returns why that cannot be done, in words. */
async function completeWords(
  ctx: Ctx,
  document: Waiting,
  recogniser: Recogniser,
  signal?: AbortSignal,
): Promise<string | null> {
  const stored = await inTransaction(ctx, (tx) =>
    tx
      .select({ id: documentPages.id, page: documentPages.pageNumber, text: documentPageTexts.pageId })
      .from(documentPages)
      .leftJoin(documentPageTexts, eq(documentPageTexts.pageId, documentPages.id))
      .where(eq(documentPages.documentId, document.id)),
  );
  const known = new Set(stored.filter(({ text }) => text !== null).map(({ page }) => page));
  if (known.size === stored.length) return null;
  const path = ctx.files.localPath(document.storageKey);
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!there) return cannotOpen;
  const opened = await openAndRecognise(path, document.mimeType, {
    recogniser,
    known,
    asTheyAre: document.filed,
    signal,
  });
  if ("unreadable" in opened) return cannotOpen;
  const ids = new Map(stored.map(({ id, page }) => [page, id]));
  await storeWords(ctx, ids, opened.pages);
  return null;
}

/** Another run may have stored the same words meanwhile; a page may be gone with its document. */
async function storeWords(
  ctx: Ctx,
  ids: ReadonlyMap<number, number>,
  pages: readonly RecognisedPage[],
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const there = await tx
      .select({ id: documentPages.id })
      .from(documentPages)
      .where(inArray(documentPages.id, [...ids.values()]))
      .for("key share");
    const left = new Set(there.map(({ id }) => id));
    for (const { page, source, words, hash } of pages) {
      const pageId = ids.get(page);
      if (pageId === undefined || !left.has(pageId)) continue;
      await tx
        .insert(documentPageTexts)
        .values({ pageId, source, words: [...words] })
        .onConflictDoNothing();
      if (hash)
        await tx
          .update(documentPages)
          .set({ perceptualHash: hash, hashBands: hashBands(hash) })
          .where(and(eq(documentPages.id, pageId), isNull(documentPages.perceptualHash)));
    }
  });
}

function storedWords(ctx: Ctx, documentId: number): Promise<PageWords[]> {
  return inTransaction(ctx, (tx) =>
    tx
      .select({
        page: documentPages.pageNumber,
        width: documentPages.width,
        height: documentPages.height,
        source: documentPageTexts.source,
        words: documentPageTexts.words,
      })
      .from(documentPages)
      .innerJoin(documentPageTexts, eq(documentPageTexts.pageId, documentPages.id))
      .where(eq(documentPages.documentId, documentId))
      .orderBy(asc(documentPages.pageNumber)),
  );
}

/** The institution that is meant, among those whose name or alias resembles what was read. */
async function institutionOf(ctx: Ctx, { institution, institutionCity }: Reading) {
  if (!institution) return null;
  const name = institution.value;
  const candidates = await inTransaction(ctx, (tx) =>
    tx.execute<{
      id: number;
      name: string;
      aliases: string[];
      city: string | null;
      state: string | null;
    }>(sql`
      select id, name, aliases, city, state from institutions
      where merged_into_id is null and (fold(name) % fold(${name})
        or exists (select from unnest(aliases) alias where fold(alias) % fold(${name}) or fold(alias) = fold(${name})))
      order by greatest(similarity(fold(name), fold(${name})),
        (select max(similarity(fold(alias), fold(${name}))) from unnest(aliases) alias)) desc, id
      limit ${mostInstitutions}`),
  );
  return matchInstitution({ name, city: institutionCity?.value ?? null }, [...candidates]);
}

async function nameOf(ctx: Ctx, participantId: number, { person }: Reading) {
  const [profile, former] = await inTransaction(ctx, async (tx) => [
    await tx
      .select({
        givenName: participants.givenName,
        middleName: participants.middleName,
        familyName: participants.familyName,
      })
      .from(participants)
      .where(eq(participants.id, participantId)),
    await tx
      .select({ givenName: participantNames.givenName, familyName: participantNames.familyName })
      .from(participantNames)
      .where(eq(participantNames.participantId, participantId)),
  ]);
  if (!profile[0]) return null;
  return matchName(
    person?.value,
    profile[0],
    former.map(({ givenName, familyName }) => `${familyName}, ${givenName}`),
  );
}

type Outcome = Pick<typeof documentReadings.$inferInsert, "reading" | "failure"> &
  Partial<
    Pick<typeof documentReadings.$inferInsert, "institutionId" | "institutionConfidence" | "nameMatch">
  >;

async function keep(ctx: Ctx, documentId: number, outcome: Outcome): Promise<void> {
  const row = {
    institutionId: null,
    institutionConfidence: null,
    nameMatch: null,
    ...outcome,
    readerVersion,
    readAt: ctx.now,
  };
  await inTransaction(ctx, async (tx) => {
    const [there] = await tx
      .select({ id: documents.id })
      .from(documents)
      .where(eq(documents.id, documentId))
      .for("key share");
    if (!there) return;
    await tx
      .insert(documentReadings)
      .values({ documentId, ...row })
      .onConflictDoUpdate({ target: documentReadings.documentId, set: row });
  });
}
