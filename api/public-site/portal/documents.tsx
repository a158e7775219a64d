import { Router } from "express";
import {
  getDocument,
  listDocuments,
  readOriginal,
  readPageImage,
  removeDocument,
} from "../../domains/documents/index.ts";
import type { DocumentRow, DocumentView } from "../../domains/documents/schemas.ts";
import { ownPlacesInLine } from "../../domains/portal/index.ts";
import { sendFile } from "../../http/simple-rest.ts";
import { rowsOf } from "../../kernel/list.ts";
import { ActionButton, Empty, Facts } from "../components/parts.tsx";
import { dateAt, longDate } from "../components/text.ts";
import { idOf } from "../pages/event.tsx";
import { action, page } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { DocumentCard, DocumentStatus, typeLabel, Verdict } from "./document-parts.tsx";
import { own, portalPage, queryText } from "./frame.tsx";

/** Own documents, newest first. S46, S64 */
export async function ownDocuments(site: Site): Promise<DocumentRow[]> {
  const query = { filter: { participantId: own(site).person.id }, sort: ["receivedAt", "DESC"] };
  return rowsOf<DocumentRow>(await listDocuments(site.ctx, query));
}

export const documentRoutes = Router();

documentRoutes.get(
  "/my/documents",
  page(async (site) => {
    const words = site.m.portal.documents;
    const rows = await ownDocuments(site);
    const places = await ownPlacesInLine(site.ctx);
    const ahead = (id: number) => {
      const place = places.get(id)?.place;
      return place ? place - 1 : null;
    };
    return portalPage(site, {
      title: words.title,
      body: (
        <>
          <h1>{words.title}</h1>
          <div className="actions">
            <a className="usa-button" href="/my/documents/new">
              {words.send}
            </a>
          </div>
          <p>
            {words.lead(site.jurisdiction.verificationPromise)} {words.notTwice}
          </p>
          {rows.length === 0 ? (
            <Empty>
              <p>{words.none}</p>
              <p>{words.noneHint}</p>
            </Empty>
          ) : (
            <ul className="cards">
              {rows.map((row) => (
                <DocumentCard key={row.id} site={site} row={row} ahead={ahead(row.id)} />
              ))}
            </ul>
          )}
        </>
      ),
    });
  }),
);

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

function Remove({ site, document }: { site: Site; document: DocumentView }) {
  const words = site.m.portal.documents;
  return (
    <details className="question">
      <summary>{words.remove}</summary>
      <p>{words.removeSure}</p>
      <ActionButton action={`/my/documents/${document.id}/remove`} label={words.remove} quiet />
    </details>
  );
}

documentRoutes.get(
  "/my/documents/:id",
  page(async (site, req) => {
    const words = site.m.portal.documents;
    const document = await getDocument(site.ctx, idOf(req));
    const zone = site.jurisdiction.timeZone;
    const base = `/my/documents/${document.id}`;
    const title = typeLabel(site, document.type);
    return portalPage(site, {
      title,
      back: ["/my/documents", words.back],
      refresh: document.status === "processing" && queryText(req, "still") === "" ? 10 : undefined,
      body: (
        <>
          <h1>{title}</h1>
          <p>
            <DocumentStatus site={site} status={document.status} />
          </p>
          <Verdict site={site} document={document} />
          {document.status === "processing" && (
            <p>
              <a href={`${base}?still=1`}>{site.m.portal.report.workingStop}</a>
            </p>
          )}
          {document.placeInQueue && <p>{words.ahead(document.placeInQueue - 1)}</p>}
          <Facts
            rows={[
              [words.received, dateAt(document.receivedAt, zone)],
              [words.decided, document.decidedAt && dateAt(document.decidedAt, zone)],
              [
                words.file,
                document.files[0] && <a href={`${base}/original`}>{document.files[0].originalName}</a>,
              ],
            ]}
          />
          <Stated site={site} document={document} />
          {document.pages.length > 0 && (
            <>
              <h2>{words.pages}</h2>
              {document.pages.map(({ pageNumber, width, height }) => (
                <img
                  key={pageNumber}
                  className="page-image"
                  src={`${base}/pages/${pageNumber}`}
                  alt={words.page(pageNumber)}
                  width={width}
                  height={height}
                  loading="lazy"
                />
              ))}
            </>
          )}
          {["processing", "unverified", "action_required", "unreadable", "not_accepted"].includes(
            document.status,
          ) && <Remove site={site} document={document} />}
        </>
      ),
    });
  }),
);

documentRoutes.get("/my/documents/:id/original", async (req, res) => {
  const site = await loadSite(req);
  await sendFile(res, await readOriginal(site.ctx, { id: idOf(req) }));
});

documentRoutes.get("/my/documents/:id/pages/:page", async (req, res) => {
  const site = await loadSite(req);
  await sendFile(res, await readPageImage(site.ctx, { id: idOf(req), page: req.params.page }));
});

documentRoutes.post(
  "/my/documents/:id/remove",
  action(async (site, req) => {
    await removeDocument(site.ctx, { id: idOf(req) });
    return { to: "/my/documents", notice: site.m.portal.documents.removed };
  }),
);
