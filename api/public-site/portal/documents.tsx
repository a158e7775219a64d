import { Router } from "express";
import { listDocuments } from "../../domains/documents/index.ts";
import { ownPlacesInLine } from "../../domains/portal/index.ts";
import { rowsOf } from "../../kernel/list.ts";
import { Empty } from "../components/parts.tsx";
import { page } from "../respond.tsx";
import type { Site } from "../site.ts";
import { DocumentCard, type OwnDocument } from "./document-parts.tsx";
import { own, portalPage } from "./frame.tsx";

/** Own documents, newest first. S46, S64 */
export async function ownDocuments(site: Site): Promise<OwnDocument[]> {
  const query = { filter: { participantId: own(site).person.id }, sort: ["receivedAt", "DESC"] };
  return rowsOf<OwnDocument>(await listDocuments(site.ctx, query));
}

export const documentRoutes = Router();

documentRoutes.get(
  "/my/documents",
  page(async (site) => {
    const words = site.m.portal.documents;
    const rows = await ownDocuments(site);
    const places = await ownPlacesInLine(site.ctx);
    return portalPage(site, {
      title: words.title,
      body: (
        <>
          <h1>{words.title}</h1>
          <div className="actions">
            <a className="usa-button" href="/my/documents/new">
              {words.send}
            </a>
            <a className="usa-button usa-button--outline" href="/my/documents/coversheet">
              {site.m.portal.coversheet.offer}
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
                <DocumentCard key={row.id} site={site} row={row} standing={places.get(row.id)} />
              ))}
            </ul>
          )}
        </>
      ),
    });
  }),
);
