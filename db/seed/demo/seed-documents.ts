import type { DocumentLane, DocumentStatus } from "../../enums.ts";
import { documentFiles, documentPages, documents } from "../../schema/index.ts";
import { type Cast, type Enrolled, inBatches, type SeedContext } from "./context.ts";
import { photographSheet } from "./drawing/photo.ts";
import { sheetsToPdf } from "./drawing/to-pdf.ts";
import { fewAtATime, type ShelvedFile, type ShelvedPage } from "./files.ts";
import type { Paper } from "./paper.ts";
import type { StateCode } from "./places.ts";
import type { Random } from "./random.ts";

/** A document to be: whose, which paper, when it came and how. */
export type Sending = {
  person: Enrolled;
  paper: Paper;
  status: DocumentStatus;
  lane: DocumentLane;
  receivedAt: Date;
  photo: boolean;
  claimedById?: number;
  decidedById?: number;
  decidedAt?: Date;
  /** Send the very bytes of that earlier sending again. S63 */
  sameFileAs?: Sending;
  /** Cut the file short, as an upload that broke off. */
  broken?: boolean;
  /** Named random stream, so that files do not depend on the order of drawing. */
  label: string;
};

/** Long side of a page image: what waits is read letter by letter, what is decided only looked up. */
const PAGE_PIXELS = { waiting: 1500, decided: 1050 };

type Drawn = { bytes: Uint8Array; mimeType: string; originalName: string; pages: ShelvedPage[] };
type Stored = { file: ShelvedFile; drawn: Drawn };

const LANE_RANK: Record<DocumentLane, number> = {
  licensing_visit: 0,
  stipend_deadline: 1,
  permit_renewal: 2,
  standard: 3,
};
const AREA: Record<StateCode, [number, number, number]> = {
  CA: [36.8, -119.6, 2],
  MA: [42.3, -71.8, 0.4],
  CT: [41.6, -72.7, 0.25],
};

function fileName(random: Random, sending: Sending): string {
  if (sending.photo)
    return random.chance(0.6)
      ? `IMG_${random.digits(4)}.jpg`
      : `2026${random.digits(4)}_${random.digits(6)}.jpg`;
  const base = sending.paper.type.replaceAll("_", " ");
  return random.pick([
    `${base}.pdf`,
    `Scan ${random.int(1, 90)}.pdf`,
    `${sending.person.given} ${base}.pdf`,
    "document.pdf",
  ]);
}

async function draw(seed: SeedContext, sending: Sending, random: Random): Promise<Drawn> {
  const originalName = fileName(random, sending);
  const { paper } = sending;
  const longest = sending.decidedAt ? PAGE_PIXELS.decided : PAGE_PIXELS.waiting;
  if (sending.photo) {
    const [north, east, spread] = AREA[seed.jurisdiction.state];
    const bytes = await photographSheet(paper.sheets[0]!, {
      seed: sending.label,
      orientation: random.pick([6, 6, 6, 8, 3]),
      takenAt: sending.receivedAt,
      place: {
        latitude: north + (random.next() - 0.5) * spread,
        longitude: east + (random.next() - 0.5) * spread,
      },
    });
    const pages = [await seed.files.putPhotoPage(bytes, longest, random)];
    return { bytes, mimeType: "image/jpeg", originalName, pages };
  }
  const whole = await sheetsToPdf(paper.sheets, { title: paper.title, writtenOn: paper.writtenOn });
  if (sending.broken)
    return { bytes: whole.slice(0, 900), mimeType: "application/pdf", originalName, pages: [] };
  const pages: ShelvedPage[] = [];
  for (const sheet of paper.sheets) pages.push(await seed.files.putSheetPage(sheet, longest, random));
  return { bytes: whole, mimeType: "application/pdf", originalName, pages };
}

async function store(seed: SeedContext, sendings: readonly Sending[]): Promise<Map<Sending, Stored>> {
  const stored = new Map<Sending, Stored>();
  const put = async (sending: Sending, drawn: Drawn, random: Random) => {
    const extension = drawn.mimeType === "image/jpeg" ? ".jpg" : ".pdf";
    stored.set(sending, { drawn, file: await seed.files.put(drawn.bytes, "documents", extension, random) });
  };
  const first = sendings.filter((sending) => !sending.sameFileAs);
  await fewAtATime(first, async (sending) => {
    const random = seed.random.fork(`file/${sending.label}`);
    await put(sending, await draw(seed, sending, random), random);
  });
  for (const sending of sendings.filter((sending) => sending.sameFileAs)) {
    const random = seed.random.fork(`file/${sending.label}`);
    const { drawn } = stored.get(sending.sameFileAs!)!;
    // The same picture, drawn again: two rows never share one stored file, so that each can be removed alone.
    const pages = (await draw(seed, sending.sameFileAs!, random)).pages;
    await put(sending, { ...drawn, originalName: fileName(random, sending), pages }, random);
  }
  return stored;
}

/**
 * Draws and stores every file, then inserts documents, files and pages; returns the documents' ids in the order of
 * the sendings.
 */
export async function sendDocuments(
  seed: SeedContext,
  sendings: readonly Sending[],
  cast: Cast,
): Promise<number[]> {
  const stored = await store(seed, sendings);
  const random = seed.random.fork("documents");
  const rows = sendings.map((sending) => {
    const { credential } = sending.paper;
    const source = sending.person.accountId
      ? random.weighted([
          ["portal", 90],
          ["mail", 4],
          ["email", 6],
        ] as const)
      : random.weighted([
          ["mail", 5],
          ["email", 6],
          ["fax", 2],
          ["staff", 2],
        ] as const);
    return {
      participantId: sending.person.id,
      ...{
        type: sending.paper.type,
        status: sending.status,
        lane: sending.lane,
        laneRank: LANE_RANK[sending.lane],
      },
      source,
      ...{ statedLevel: credential?.level ?? null, statedNumber: credential?.number ?? null },
      ...{ statedIssuedOn: credential?.issuedOn ?? null, statedExpiresOn: credential?.expiresOn ?? null },
      ...{ receivedAt: sending.receivedAt, createdAt: sending.receivedAt },
      ...{ decidedAt: sending.decidedAt ?? null, decidedById: sending.decidedById ?? null },
      claimedById: sending.claimedById ?? null,
      claimedUntil: sending.claimedById ? new Date(seed.now.getTime() + 25 * 60_000) : null,
      unreadableReason: sending.broken ? "The file breaks off before its end, so it cannot be opened." : null,
      uploadedById: source === "portal" ? sending.person.accountId : cast.dataEntry[0]!,
      hiddenFromEmployers: random.chance(0.02),
    };
  });
  const made = await inBatches(rows, (chunk) =>
    seed.tx.insert(documents).values(chunk).returning({ id: documents.id }),
  );
  const files = await inBatches(
    sendings.map((sending, at) => {
      const { file, drawn } = stored.get(sending)!;
      const { originalName, mimeType } = drawn;
      const { key: storageKey, sizeBytes, sha256 } = file;
      return {
        documentId: made[at]!.id,
        storageKey,
        originalName,
        mimeType,
        sizeBytes,
        sha256,
        createdAt: sending.receivedAt,
      };
    }),
    (chunk) => seed.tx.insert(documentFiles).values(chunk).returning({ id: documentFiles.id }),
  );
  const pages = sendings.flatMap((sending, at) =>
    stored.get(sending)!.drawn.pages.map((page, index) => ({
      ...{ documentId: made[at]!.id, fileId: files[at]!.id, pageNumber: index + 1 },
      ...page,
    })),
  );
  await inBatches(pages, (chunk) =>
    seed.tx.insert(documentPages).values(chunk).returning({ id: documentPages.id }),
  );
  return made.map(({ id }) => id);
}
