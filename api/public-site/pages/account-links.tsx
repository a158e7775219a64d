import { type RequestHandler, Router } from "express";
import {
  confirmEmail,
  linkWorks,
  requestPasswordReset,
  resetPassword,
} from "../../domains/accounts/index.ts";
import { signIn } from "../../http/auth.ts";
import { signInLimit } from "../../http/session-routes.ts";
import { NotFound } from "../../kernel/errors.ts";
import { Button, ErrorSummary, type FormState, TextField } from "../components/forms.tsx";
import type { PageContent } from "../layout.tsx";
import { formAt, redirect } from "../respond.tsx";
import type { Site } from "../site.ts";

declare module "express-session" {
  interface SessionData {
    /** The one-time link in hand, taken out of the address bar. */
    link?: { purpose: "reset_password" | "verify_email"; token: string };
  }
}
type Purpose = "reset_password" | "verify_email";

/** A link arrives as `?token=…`: it goes into the session and out of the address, history and any referrer. */
const takeToken =
  (purpose: Purpose): RequestHandler =>
  (req, res, next) => {
    const { token } = req.query;
    if (typeof token !== "string") return next();
    req.session.link = { purpose, token: token.slice(0, 200) };
    redirect(req, res, req.path);
  };

function BadLink(site: Site): PageContent {
  const words = site.m.badLink;
  return {
    title: words.title,
    status: 410,
    body: (
      <>
        <h1>{words.title}</h1>
        <p className="usa-intro">{words.text}</p>
        <p>
          <a className="usa-button" href="/forgot-password">
            {words.button}
          </a>
        </p>
      </>
    ),
  };
}

function PasswordForm({
  site,
  form,
  words,
  action,
  fresh,
}: {
  site: Site;
  form: FormState;
  words: { title: string; button: string; lead?: string; forgot?: string };
  action: string;
  fresh?: boolean;
}) {
  const { m } = site;
  return (
    <>
      <h1>{words.title}</h1>
      <ErrorSummary m={m} form={form} />
      {words.lead && <p className="usa-intro">{words.lead}</p>}
      <form className="usa-form" method="post" action={action} noValidate>
        <TextField
          m={m}
          form={form}
          name="password"
          type="password"
          label={fresh ? m.reset.password : m.signIn.password}
          hint={fresh ? m.signUp.passwordHint : undefined}
          autoComplete={fresh ? "new-password" : "current-password"}
        />
        <Button>{words.button}</Button>
        {words.forgot && (
          <p>
            <a href="/forgot-password">{words.forgot}</a>
          </p>
        )}
      </form>
    </>
  );
}

/** S178, S227: reset links instead of mailed passwords, and the proof of an address. */
export const accountLinkRoutes = Router();

formAt(accountLinkRoutes, "/forgot-password", [signInLimit], {
  draw: (site, form) => ({
    title: site.m.forgot.title,
    body: (
      <>
        <h1>{site.m.forgot.title}</h1>
        <ErrorSummary m={site.m} form={form} />
        <p className="usa-intro">{site.m.forgot.lead}</p>
        <form className="usa-form" method="post" action="/forgot-password" noValidate>
          <TextField
            m={site.m}
            form={form}
            name="email"
            type="email"
            label={site.m.signIn.email}
            autoComplete="username"
            inputMode="email"
          />
          <Button>{site.m.forgot.button}</Button>
        </form>
      </>
    ),
  }),
  submit: async (site, values) => {
    await requestPasswordReset(site.ctx, { email: values.email ?? "" });
    return { to: "/check-your-email?for=reset" };
  },
});

accountLinkRoutes.get("/reset-password", takeToken("reset_password"));
formAt(accountLinkRoutes, "/reset-password", [signInLimit], {
  draw: async (site, form, req) => {
    const link = req.session.link;
    const good = link?.purpose === "reset_password" && (await linkWorks(site.ctx, link.token, link.purpose));
    if (!good) return BadLink(site);
    return {
      title: site.m.reset.title,
      body: <PasswordForm site={site} form={form} words={site.m.reset} action="/reset-password" fresh />,
    };
  },
  submit: async (site, values, req) => {
    const link = req.session.link;
    if (link?.purpose !== "reset_password") throw new NotFound(site.m.badLink.text);
    await resetPassword(site.ctx, { token: link.token, password: values.password ?? "" });
    await new Promise<void>((done, fail) =>
      req.session.regenerate((error) => (error ? fail(error) : done())),
    );
    return { to: "/sign-in", notice: site.m.reset.done };
  },
});

accountLinkRoutes.get("/verify-email", takeToken("verify_email"));
formAt(accountLinkRoutes, "/verify-email", [signInLimit], {
  draw: async (site, form, req) => {
    const link = req.session.link;
    const good = link?.purpose === "verify_email" && (await linkWorks(site.ctx, link.token, link.purpose));
    if (!good) return BadLink(site);
    return {
      title: site.m.confirm.title,
      body: <PasswordForm site={site} form={form} words={site.m.confirm} action="/verify-email" />,
    };
  },
  submit: async (site, values, req) => {
    const link = req.session.link;
    if (link?.purpose !== "verify_email") throw new NotFound(site.m.badLink.text);
    const { email } = await confirmEmail(site.ctx, { token: link.token, password: values.password ?? "" });
    req.body = { email, password: values.password };
    await signIn(req);
    return { to: req.session.invitation ? "/invitation" : "/my", notice: site.m.confirm.done };
  },
});
