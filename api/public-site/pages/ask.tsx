import { type Request, Router } from "express";
import { correspondenceLanguages, type RequestType, requestTypes } from "#db/enums.ts";
import { askPublicly, submitRequest } from "../../domains/requests/index.ts";
import {
  type Asked,
  type AskPublicly,
  askedSchema,
  type SubmitRequest,
} from "../../domains/requests/schemas.ts";
import { toRegistryError } from "../../http/error-handler.ts";
import { limitRequests } from "../../http/limit.ts";
import { receiveForm } from "../../http/upload.ts";
import { Invalid, NotFound } from "../../kernel/errors.ts";
import {
  Button,
  ErrorSummary,
  emptyForm,
  FileField,
  type FormState,
  SelectField,
  TextField,
} from "../components/forms.tsx";
import { Facts, Tile } from "../components/parts.tsx";
import type { PageContent } from "../layout.tsx";
import { acceptedFiles } from "../portal/upload.tsx";
import { belongsToForm, formAt, page, redirect, refused, sendPage } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { atField, detailsOf, readAsked, summaryOf } from "./ask-forms.tsx";

declare module "express-session" {
  interface SessionData {
    /** What is being asked, between its pages. */
    asking?: { asked: Asked; typed: Record<string, string> };
  }
}

/** From one address; an e-mail address has a limit of its own in the verb. */
export const askLimit = limitRequests({
  counter: "ask",
  windowMs: 600_000,
  limit: 40,
  message: "Too many requests. Please wait ten minutes, or call us.",
});

/** A field no person sees: what fills it in is a machine. */
const trap = "website";

/** Those who are signed in have a page of their own for some. */
const ownPages: Partial<Record<RequestType, string>> = {
  name_change: "/my/name-change",
  access: "/my/access",
};

function typeOf(req: Request): RequestType {
  const type = requestTypes.find((each) => each === req.params.type);
  if (!type) throw new NotFound("There is nothing at this address.");
  return type;
}

export const askRoutes = Router();

askRoutes.get(
  "/help/ask",
  page((site) => {
    const words = site.m.requests;
    return {
      title: words.title,
      body: (
        <>
          <h1>{words.title}</h1>
          <p className="usa-intro">{words.lead}</p>
          {site.person ? null : (
            <p>
              {words.signInFirst} <a href="/sign-in?next=/help/ask">{site.m.nav.signIn}</a>
            </p>
          )}
          <p className="usa-hint">{words.step(1)}</p>
          <h2>{words.choose}</h2>
          <ul className="tiles">
            {requestTypes.map((type) => (
              <Tile
                key={type}
                href={(site.person && ownPages[type]) || `/help/ask/${type}`}
                title={words.types[type].title}
                text={words.types[type].text}
              />
            ))}
          </ul>
        </>
      ),
    };
  }),
);

function SendPage(site: Site, req: Request, form: FormState): PageContent {
  const words = site.m.requests;
  const asking = req.session.asking;
  if (!asking) throw new NotFound("There is nothing at this address.");
  const { asked } = asking;
  const field = { m: site.m, form };
  const languages = correspondenceLanguages.map((code) => ({ code, label: words.send.languages[code] }));
  return {
    title: words.send.title,
    unlisted: true,
    body: (
      <>
        <h1>{words.send.title}</h1>
        <p className="usa-hint">{words.step(3)}</p>
        <ErrorSummary m={site.m} form={form} />
        <h2>{words.types[asked.type].title}</h2>
        <Facts rows={summaryOf(site, asked)} />
        <p>
          <a href={`/help/ask/${asked.type}`}>{words.send.change}</a>
        </p>
        <form
          className="usa-form usa-form--large"
          method="post"
          action="/help/ask/send"
          encType="multipart/form-data"
          noValidate
        >
          {site.person ? null : (
            <>
              <h2>{words.send.youTitle}</h2>
              <TextField {...field} name="name" label={words.send.name} autoComplete="name" maxLength={120} />
              <TextField
                {...field}
                name="email"
                type="email"
                label={words.send.email}
                hint={words.send.emailHint}
                autoComplete="email"
                inputMode="email"
              />
              {asked.type === "duplicate" ? null : (
                <TextField
                  {...field}
                  name="registryNumber"
                  label={words.number}
                  hint={words.numberHint}
                  inputMode="numeric"
                  optional
                />
              )}
              <SelectField {...field} name="locale" label={words.send.language} options={languages} />
            </>
          )}
          <FileField
            {...field}
            name="file"
            label={words.send.file}
            hint={words.send.fileHint}
            accept={acceptedFiles}
            optional
          />
          <div className="trap" aria-hidden="true">
            <label htmlFor={trap}>{words.send.trap}</label>
            <input id={trap} name={trap} type="text" tabIndex={-1} autoComplete="off" />
          </div>
          <Button>{words.send.button}</Button>
        </form>
      </>
    ),
  };
}

askRoutes.get(
  "/help/ask/send",
  page((site, req) => SendPage(site, req, { ...emptyForm, values: { locale: "en" } })),
);

/** Sends what is asked; the file stays only where the request was kept. @returns where to go. */
async function send(site: Site, req: Request, asked: Asked): Promise<{ to: string; notice?: string }> {
  const { fields, file } = await receiveForm(req, site.ctx.files);
  const { [trap]: trapped, ...typed } = fields;
  let kept = false;
  try {
    // A machine is answered as a person is.
    if (trapped) return { to: site.person ? "/my/requests" : "/help/ask/sent" };
    if (site.person) {
      const { id, number } = await submitRequest(site.ctx, asked as SubmitRequest, file);
      kept = true;
      return { to: `/my/requests/${id}`, notice: site.m.requests.done(number) };
    }
    const { name, email, locale, registryNumber } = typed;
    const visitor = { name, email, locale, ...(registryNumber ? { registryNumber } : {}) };
    kept = (await askPublicly(site.ctx, { ...asked, ...visitor } as AskPublicly, file)).kept;
    return { to: "/help/ask/sent" };
  } catch (error) {
    const known = toRegistryError(error);
    if (!belongsToForm(known)) throw error;
    throw Object.assign(new Invalid(known.message, { fields: known.fields }), { typed });
  } finally {
    if (file && !kept) await site.ctx.files.remove(file.key);
  }
}

askRoutes.post("/help/ask/send", askLimit, async (req, res) => {
  const site = await loadSite(req);
  const asking = req.session.asking;
  if (!asking) return redirect(req, res, "/help/ask");
  try {
    const { to, notice } = await send(site, req, asking.asked);
    delete req.session.asking;
    redirect(req, res, to, notice);
  } catch (error) {
    const known = toRegistryError(error);
    if (!belongsToForm(known)) throw error;
    const typed = (error as { typed?: Record<string, string> }).typed ?? {};
    const drawn = SendPage(site, req, refused(typed, known));
    sendPage(res, site, { ...drawn, status: known.status, failed: true });
  }
});

askRoutes.get(
  "/help/ask/sent",
  page((site) => {
    const { sent } = site.m.requests;
    return {
      title: sent.title,
      body: (
        <>
          <h1>{sent.title}</h1>
          <p className="usa-intro">{sent.text}</p>
          <p>{sent.nothing}</p>
        </>
      ),
    };
  }),
);

formAt(askRoutes, "/help/ask/:type", [askLimit], {
  start: (_site, req) => {
    const asking = req.session.asking;
    return asking?.asked.type === typeOf(req) ? asking.typed : {};
  },
  draw: (site, form, req) => {
    const type = typeOf(req);
    const words = site.m.requests;
    const Details = detailsOf[type];
    return {
      title: words.types[type].title,
      body: (
        <>
          <p className="crumb">
            <a href="/help/ask">{words.title}</a>
          </p>
          <h1>{words.types[type].title}</h1>
          <p className="usa-hint">{words.step(2)}</p>
          <ErrorSummary m={site.m} form={{ ...form, errors: atField(form.errors) }} />
          <form className="usa-form usa-form--large" method="post" action={`/help/ask/${type}`} noValidate>
            <Details site={site} form={{ ...form, errors: atField(form.errors) }} />
            <Button>{words.next}</Button>
          </form>
        </>
      ),
    };
  },
  submit: async (site, values, req) => {
    const type = typeOf(req);
    const own = site.person ? ownPages[type] : undefined;
    if (own) return { to: own, notice: site.m.requests.signedInElsewhere };
    req.session.asking = { asked: askedSchema.parse(readAsked(site, type, values)), typed: values };
    return { to: "/help/ask/send" };
  },
});
