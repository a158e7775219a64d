import { Router } from "express";
import { signIn, signOut } from "../../http/auth.ts";
import { toRegistryError } from "../../http/error-handler.ts";
import { signInLimit } from "../../http/session-routes.ts";
import { Button, ErrorSummary, emptyForm, type FormState, TextField } from "../components/forms.tsx";
import { page, redirect, refused, sendPage, valuesOf } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";

/** Where to go after signing in: a path of this site, never another one. */
export function safeNext(next: unknown): string {
  return typeof next === "string" && /^\/(?![/\\])[\w\-./?=&%]*$/.test(next) ? next : "";
}

export function SignInForm({ site, form, next }: { site: Site; form: FormState; next?: string }) {
  const { m } = site;
  return (
    <form className="usa-form" method="post" action="/sign-in" noValidate>
      <TextField
        m={m}
        form={form}
        name="email"
        type="email"
        label={m.signIn.email}
        autoComplete="username"
        inputMode="email"
      />
      <TextField
        m={m}
        form={form}
        name="password"
        type="password"
        label={m.signIn.password}
        autoComplete="current-password"
      />
      {next && <input type="hidden" name="next" value={next} />}
      <Button>{m.signIn.button}</Button>
      <p>
        <a href="/forgot-password">{m.signIn.forgot}</a>
      </p>
      <p>
        {m.signIn.new} <a href="/sign-up">{m.signIn.create}</a>
      </p>
    </form>
  );
}

function SignInPage({ site, form, next }: { site: Site; form: FormState; next?: string }) {
  return (
    <>
      <h1>{site.m.signIn.title}</h1>
      <ErrorSummary m={site.m} form={form} />
      <SignInForm site={site} form={form} next={next} />
    </>
  );
}

/** S177: e-mail address and password; a person with a record lands there, staff without one in the console. */
export const signInRoutes = Router();

// Whoever is signed in already has nothing to do on these two pages.
signInRoutes.get(["/sign-in", "/sign-up"], async (req, res, next) => {
  const { signedInAs } = await loadSite(req);
  if (signedInAs) return res.redirect(303, safeNext(req.query.next) || "/my");
  next();
});

signInRoutes.get("/sign-in", (req, res, next) => {
  const wished = safeNext(req.query.next);
  return page((site) => ({
    title: site.m.signIn.title,
    body: <SignInPage site={site} form={emptyForm} next={wished} />,
  }))(req, res, next);
});

signInRoutes.post("/sign-in", signInLimit, async (req, res) => {
  const values = valuesOf(req);
  try {
    await signIn(req);
  } catch (error) {
    const known = toRegistryError(error);
    if (!known || ![401, 403, 422, 428].includes(known.status)) throw error;
    const site = await loadSite(req);
    return sendPage(res, site, {
      title: site.m.signIn.title,
      status: known.status === 403 ? 422 : known.status,
      failed: true,
      body: <SignInPage site={site} form={refused(values, known)} next={safeNext(values.next)} />,
    });
  }
  redirect(req, res, safeNext(values.next) || "/my");
});

signInRoutes.post("/sign-out", async (req, res) => {
  await signOut(req);
  res.redirect(303, "/");
});
