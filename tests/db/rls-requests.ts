import type { Db } from "#db/client.ts";
import { requestFiles, requestLinks, requestMessages, requestPages, requests } from "#db/schema/index.ts";

/** A request with what was asked, a note of the office, and proof with a page. */
export async function asked(db: Db, who: string, participantId: number) {
  const [request] = await db
    .insert(requests)
    .values({ type: "question", source: "portal", subject: "s", askerName: who, participantId })
    .returning();
  const requestId = request!.id;
  await db.insert(requestMessages).values([
    { requestId, kind: "asked", body: who },
    { requestId, kind: "note", body: `a note about ${who}` },
  ]);
  const [file] = await db
    .insert(requestFiles)
    .values({
      requestId,
      storageKey: `proof ${participantId}`,
      originalName: who,
      mimeType: "application/pdf",
      sizeBytes: 1,
      sha256: "0".repeat(64),
    })
    .returning();
  await db
    .insert(requestPages)
    .values({ fileId: file!.id, pageNumber: 1, imageKey: who, thumbnailKey: "t", width: 1, height: 1 });
  await db
    .insert(requestLinks)
    .values({ requestId, tokenHash: `link ${participantId}`, expiresAt: new Date(Date.now() + 3_600_000) });
}
