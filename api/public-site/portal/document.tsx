import { Router } from "express";
import {
  getDocument,
  readOriginal,
  readPageImage,
  readPageThumbnail,
  removeDocument,
} from "../../domains/documents/index.ts";
import type { DocumentView } from "../../domains/documents/schemas.ts";
import { sendFile } from "../../http/simple-rest.ts";
import { ActionButton, Facts } from "../components/parts.tsx";
import { dateAt, longDate } from "../components/text.ts";
import { idOf } from "../pages/event.tsx";
import { action, page } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { DocumentStatus, typeLabel, Verdict } from "./document-parts.tsx";
import { portalPage, queryText } from "./frame.tsx";
import { HardToRead, hardPages, PagePictures } from "./page-pictures.tsx";
import { latestReview, ReviewPart } from "./reviews.tsx";

/** Pages are made within seconds: soon enough to take a better picture, the page looks again as often. */
const refreshSeconds = 3;

function Stated({ site, document }: { site: Site; document: DocumentView }) {
  const { documents: words, upload } = site.m.portal;
  const { level, number, issuedOn, expiresOn } = document.stated;
  if (!level && !number && !issuedOn && !expiresOn) return null;
  return (
    <>
      <h2>{words.stated}</h2>
      <Facts
        rows={[
          [upload.level, level],
          [upload.number, number],
          [upload.issuedOn, issuedOn && longDate(issuedOn)],
          [upload.expiresOn, expiresOn && longDate(expiresOn)],
        ]}
      />
    </>
  );
}

const removable = ["processing", "unverified", "action_required", "unreadable", "not_accepted"];

function Remove({ site, document }: { site: Site; document: DocumentView }) {
  const words = site.m.portal.documents;
  if (!removable.includes(document.status)) return null;
  return (
    <details className="question">
      <summary>{words.remove}</summary>
      <p>{words.removeSure}</p>
      <ActionButton action={`/my/documents/${document.id}/remove`} label={words.remove} quiet />
    </details>
  );
}

/** Arrival, place in line, the day to expect and the decision's day. S51, M6 */
function Standing({ site, document }: { site: Site; document: DocumentView }) {
  const words = site.m.portal.documents;
  const zone = site.jurisdiction.timeZone;
  const [file] = document.files;
  return (
    <Facts
      rows={[
        [words.received, dateAt(document.receivedAt, zone)],
        [words.place, document.placeInQueue && words.placeOf(document.placeInQueue)],
        [words.expected, document.expectedOn && longDate(document.expectedOn)],
        [words.decided, document.decidedAt && dateAt(document.decidedAt, zone)],
        [words.file, file && <a href={`/my/documents/${document.id}/original`}>{file.originalName}</a>],
      ]}
    />
  );
}

export const documentPageRoutes = Router();

documentPageRoutes.get(
  "/my/documents/:id",
  page(async (site, req) => {
    const words = site.m.portal.documents;
    const document = await getDocument(site.ctx, idOf(req));
    const review = await latestReview(site, document.id);
    const title = typeLabel(site, document.type);
    const working = document.status === "processing";
    return portalPage(site, {
      title,
      back: ["/my/documents", words.back],
      refresh: working && queryText(req, "still") === "" ? refreshSeconds : undefined,
      body: (
        <>
          <h1>{title}</h1>
          <p>
            <DocumentStatus site={site} status={document.status} />
          </p>
          <HardToRead site={site} document={document} />
          {hardPages(document).length === 0 && <Verdict site={site} document={document} />}
          {working && (
            <p>
              <a href={`/my/documents/${document.id}?still=1`}>{site.m.portal.report.workingStop}</a>
            </p>
          )}
          {document.placeInQueue && <p>{words.ahead(document.placeInQueue - 1)}</p>}
          <Standing site={site} document={document} />
          <ReviewPart site={site} document={document} review={review} />
          <Stated site={site} document={document} />
          {document.pages.length > 0 && <PagePictures site={site} document={document} />}
          <Remove site={site} document={document} />
        </>
      ),
    });
  }),
);

documentPageRoutes.get("/my/documents/:id/original", async (req, res) => {
  const site = await loadSite(req);
  await sendFile(res, await readOriginal(site.ctx, { id: idOf(req) }));
});

documentPageRoutes.get("/my/documents/:id/pages/:page", async (req, res) => {
  const site = await loadSite(req);
  await sendFile(res, await readPageImage(site.ctx, { id: idOf(req), page: req.params.page }));
});

documentPageRoutes.get("/my/documents/:id/pages/:page/thumbnail", async (req, res) => {
  const site = await loadSite(req);
  await sendFile(res, await readPageThumbnail(site.ctx, { id: idOf(req), page: req.params.page }));
});

documentPageRoutes.post(
  "/my/documents/:id/remove",
  action(async (site, req) => {
    await removeDocument(site.ctx, { id: idOf(req) });
    return { to: "/my/documents", notice: site.m.portal.documents.removed };
  }),
);

documentPageRoutes.post(
  "/my/documents/:id/keep",
  action(async (site, req) => {
    await getDocument(site.ctx, idOf(req));
    return { to: "/my/documents", notice: site.m.portal.pictures.kept };
  }),
);
