import { type Request, Router } from "express";
import {
  confirmRequestByLink,
  readRequestByLink,
  sendRequestLink,
  writeByLink,
} from "../../domains/requests/index.ts";
import type { AskerView } from "../../domains/requests/schemas.ts";
import { toRegistryError } from "../../http/error-handler.ts";
import { receiveForm } from "../../http/upload.ts";
import { NotFound } from "../../kernel/errors.ts";
import { RequestFacts, WriteBack } from "../components/conversation.tsx";
import { Button, ErrorSummary, emptyForm, type FormState, TextField } from "../components/forms.tsx";
import { ActionButton, Notice } from "../components/parts.tsx";
import type { PageContent } from "../layout.tsx";
import { acceptedFiles } from "../portal/upload.tsx";
import { action, belongsToForm, formAt, page, redirect, refused, sendPage } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { askLimit } from "./ask.tsx";

declare module "express-session" {
  interface SessionData {
    /** The private link in hand, taken out of the address bar. */
    requestToken?: string;
  }
}

const tokenOf = (req: Request): string => {
  if (!req.session.requestToken) throw new NotFound("This link does not work any more.");
  return req.session.requestToken;
};

/** The request of the link in hand; null where there is none, or it is too old. */
async function requestInHand(site: Site, req: Request): Promise<AskerView | null> {
  if (!req.session.requestToken) return null;
  try {
    return await readRequestByLink(site.ctx, req.session.requestToken);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

function Lost(site: Site, form: FormState, old: boolean): PageContent {
  const words = site.m.requests.lost;
  const field = { m: site.m, form };
  return {
    title: old ? words.old : words.title,
    unlisted: true,
    status: old ? 410 : 200,
    body: (
      <>
        <h1>{old ? words.old : words.title}</h1>
        <ErrorSummary m={site.m} form={form} />
        <p className="usa-intro">{old ? words.oldText : words.lead}</p>
        <form className="usa-form" method="post" action="/help/request/link" noValidate>
          <TextField {...field} name="number" label={words.number} hint={words.numberHint} maxLength={20} />
          <TextField
            {...field}
            name="email"
            type="email"
            label={site.m.requests.send.email}
            autoComplete="email"
            inputMode="email"
          />
          <Button>{words.button}</Button>
        </form>
      </>
    ),
  };
}

async function RequestPage(site: Site, req: Request, form: FormState): Promise<PageContent> {
  const words = site.m.requests.page;
  const request = await requestInHand(site, req);
  if (!request) return Lost(site, form, Boolean(req.session.requestToken));
  return {
    title: words.title(request.number),
    unlisted: true,
    body: (
      <>
        <h1>{words.title(request.number)}</h1>
        {request.verified ? null : (
          <Notice kind="warning" title={words.confirmTitle}>
            <p>{words.confirmText}</p>
            <ActionButton action="/help/request/confirm" label={words.confirm} />
          </Notice>
        )}
        <RequestFacts site={site} request={request} />
        {request.verified ? (
          <WriteBack site={site} form={form} action="/help/request" accept={acceptedFiles} />
        ) : null}
      </>
    ),
  };
}

/** A request read without signing in, by the private link of its e-mails. */
export const requestRoutes = Router();

requestRoutes.get("/help/request", (req, res, next) => {
  const { token } = req.query;
  if (typeof token !== "string") return next();
  req.session.requestToken = token.slice(0, 200);
  redirect(req, res, "/help/request");
});
requestRoutes.get(
  "/help/request",
  page((site, req) => RequestPage(site, req, emptyForm)),
);

requestRoutes.post("/help/request", askLimit, async (req, res) => {
  const site = await loadSite(req);
  const token = tokenOf(req);
  const { fields, file } = await receiveForm(req, site.ctx.files);
  try {
    await writeByLink(site.ctx, token, fields.body ?? "", file);
  } catch (error) {
    if (file) await site.ctx.files.remove(file.key);
    const known = toRegistryError(error);
    if (!belongsToForm(known)) throw error;
    const { root, ...errors } = known.fields ?? {};
    const state = refused(fields, known);
    const drawn = await RequestPage(site, req, {
      ...state,
      errors: root ? { ...errors, body: root } : errors,
    });
    return sendPage(res, site, { ...drawn, status: known.status, failed: true });
  }
  redirect(req, res, "/help/request", site.m.requests.page.written);
});

requestRoutes.post(
  "/help/request/confirm",
  askLimit,
  action(async (site, req) => {
    await confirmRequestByLink(site.ctx, tokenOf(req));
    return { to: "/help/request", notice: site.m.requests.page.confirmed };
  }),
);

formAt(requestRoutes, "/help/request/link", [askLimit], {
  draw: (site, form) => Lost(site, form, false),
  submit: async (site, values) => {
    await sendRequestLink(site.ctx, { number: values.number ?? "", email: values.email ?? "" });
    return { to: "/help/request", notice: site.m.requests.lost.sent };
  },
});
