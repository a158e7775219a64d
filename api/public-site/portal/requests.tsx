import { type Request, Router } from "express";
import { getRequest, listRequests, writeToOwnRequest } from "../../domains/requests/index.ts";
import type { AskerView, RequestRow } from "../../domains/requests/schemas.ts";
import { toRegistryError } from "../../http/error-handler.ts";
import { receiveForm } from "../../http/upload.ts";
import { rowsOf } from "../../kernel/list.ts";
import { RequestFacts, requestTones, WriteBack } from "../components/conversation.tsx";
import { emptyForm, type FormState } from "../components/forms.tsx";
import { Empty, Status } from "../components/parts.tsx";
import { dateAt } from "../components/text.ts";
import type { PageContent } from "../layout.tsx";
import { askLimit } from "../pages/ask.tsx";
import { idOf } from "../pages/event.tsx";
import { belongsToForm, page, redirect, refused, sendPage } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { own, portalPage } from "./frame.tsx";
import { acceptedFiles } from "./upload.tsx";

export async function ownRequests(site: Site): Promise<RequestRow[]> {
  const query = { filter: { participantId: own(site).person.id }, sort: ["createdAt", "DESC"] };
  return rowsOf<RequestRow>(await listRequests(site.ctx, query));
}

/** Everything the educator asked of the office, and how far it is. G8 */
export const ownRequestRoutes = Router();

ownRequestRoutes.get(
  "/my/requests",
  page(async (site) => {
    const words = site.m.requests;
    const rows = await ownRequests(site);
    return portalPage(site, {
      title: words.mine.title,
      body: (
        <>
          <h1>{words.mine.title}</h1>
          <p>
            <a className="usa-button" href="/help/ask">
              {words.start}
            </a>
          </p>
          {rows.length === 0 && <Empty>{words.mine.none}</Empty>}
          <ul className="cards">
            {rows.map((row) => (
              <li key={row.id} className="card">
                <div className="card__top">
                  <h2>
                    <a href={`/my/requests/${row.id}`}>
                      {row.number}: {words.types[row.type].title}
                    </a>
                  </h2>
                  <Status tone={requestTones[row.status]}>{words.status[row.status]}</Status>
                </div>
                <p>
                  {row.subject} · {dateAt(row.createdAt, site.jurisdiction.timeZone)}
                </p>
              </li>
            ))}
          </ul>
        </>
      ),
    });
  }),
);

async function OwnRequest(site: Site, req: Request, form: FormState): Promise<PageContent> {
  const words = site.m.requests;
  own(site);
  const request = (await getRequest(site.ctx, idOf(req))) as AskerView;
  const elsewhere = request.nameChangeId
    ? (["/my/name-change", words.page.nameChange] as const)
    : request.accessGrantId
      ? (["/my/access", words.page.access] as const)
      : null;
  return portalPage(site, {
    title: words.page.title(request.number),
    back: ["/my/requests", words.mine.title],
    body: (
      <>
        <h1>{words.page.title(request.number)}</h1>
        <RequestFacts site={site} request={request} />
        {elsewhere && (
          <p>
            {words.page.elsewhere} <a href={elsewhere[0]}>{elsewhere[1]}</a>
          </p>
        )}
        <WriteBack site={site} form={form} action={`/my/requests/${request.id}`} accept={acceptedFiles} />
      </>
    ),
  });
}

ownRequestRoutes.get(
  "/my/requests/:id",
  page((site, req) => OwnRequest(site, req, emptyForm)),
);

ownRequestRoutes.post("/my/requests/:id", askLimit, async (req, res) => {
  const site = await loadSite(req);
  own(site);
  const id = idOf(req);
  const { fields, file } = await receiveForm(req, site.ctx.files);
  try {
    await writeToOwnRequest(site.ctx, { id, body: fields.body ?? "" }, file);
  } catch (error) {
    if (file) await site.ctx.files.remove(file.key);
    const known = toRegistryError(error);
    if (!belongsToForm(known)) throw error;
    const drawn = await OwnRequest(site, req, refused(fields, known));
    return sendPage(res, site, { ...drawn, status: known.status, failed: true });
  }
  redirect(req, res, `/my/requests/${id}`, site.m.requests.page.written);
});
