import { Router } from "express";
import { signUp } from "../../domains/accounts/index.ts";
import { type SignUp, signUpClaims, signUpSchema } from "../../domains/accounts/schemas.ts";
import { limitRequests } from "../../http/limit.ts";
import { Invalid } from "../../kernel/errors.ts";
import { DateField, readDate } from "../components/dates.tsx";
import { Button, CheckboxField, ErrorSummary, type FormState, TextField } from "../components/forms.tsx";
import { formAt, page } from "../respond.tsx";
import type { Site } from "../site.ts";

/** Many people may sit behind one address at an outreach table (S244); a script that tries names is slowed. */
const signUpLimit = limitRequests({
  counter: "sign_up",
  windowMs: 15 * 60_000,
  limit: 40,
  message: "Too many sign-ups from here. Please wait 15 minutes.",
});

function Claims({ site, form }: { site: Site; form: FormState }) {
  const { m, jurisdiction } = site;
  return (
    <fieldset className="usa-fieldset">
      <legend className="usa-legend usa-legend--large">{m.signUp.claimsTitle}</legend>
      <p>{m.signUp.claimsHint}</p>
      {signUpClaims.map((kind) => (
        <div className="claim" key={kind}>
          <CheckboxField m={m} form={form} name={`claim-${kind}`}>
            {m.signUp.claims[kind]}
          </CheckboxField>
          <TextField
            m={m}
            form={form}
            name={`identifiers.${kind}`}
            label={jurisdiction.identifierLabels[kind]}
            maxLength={60}
            optional
          />
        </div>
      ))}
    </fieldset>
  );
}

function SignUpPage({ site, form }: { site: Site; form: FormState }) {
  const { m } = site;
  const field = { m, form };
  return (
    <>
      <h1>{m.signUp.title}</h1>
      <ErrorSummary m={m} form={form} />
      <p className="usa-intro">{m.signUp.lead}</p>
      <p>
        {m.signUp.have} <a href="/sign-in">{m.signIn.title}</a>
      </p>
      <form className="usa-form usa-form--large" method="post" action="/sign-up" noValidate>
        <p className="quiet">{m.common.allFieldsRequired}</p>
        <fieldset className="usa-fieldset">
          <legend className="usa-legend usa-legend--large">{m.signUp.nameTitle}</legend>
          <p>{m.signUp.nameHint}</p>
          <TextField
            {...field}
            name="givenName"
            label={m.signUp.givenName}
            autoComplete="given-name"
            maxLength={80}
          />
          <TextField
            {...field}
            name="middleName"
            label={m.signUp.middleName}
            autoComplete="additional-name"
            maxLength={80}
            optional
          />
          <TextField
            {...field}
            name="familyName"
            label={m.signUp.familyName}
            autoComplete="family-name"
            maxLength={80}
          />
        </fieldset>
        <DateField
          {...field}
          name="birthDate"
          label={m.signUp.birthDate}
          hint={m.signUp.birthHint}
          autoComplete="bday"
        />
        <Claims site={site} form={form} />
        <fieldset className="usa-fieldset">
          <legend className="usa-legend usa-legend--large">{m.signUp.signInTitle}</legend>
          <TextField
            {...field}
            name="email"
            type="email"
            label={m.signUp.email}
            hint={m.signUp.emailHint}
            autoComplete="username"
            inputMode="email"
          />
          <TextField
            {...field}
            name="password"
            type="password"
            label={m.signUp.password}
            hint={m.signUp.passwordHint}
            autoComplete="new-password"
          />
        </fieldset>
        <CheckboxField {...field} name="acceptsTerms">
          {m.signUp.terms}
        </CheckboxField>
        <p>
          <a href="/privacy">{m.signUp.termsLink}</a>
        </p>
        <Button>{m.signUp.button}</Button>
      </form>
    </>
  );
}

/** The summary of what is wrong follows the form from top to bottom. */
const formOrder = [
  "givenName",
  "middleName",
  "familyName",
  "birthDate",
  ...signUpClaims.map((kind) => `identifiers.${kind}`),
  "email",
  "password",
  "acceptsTerms",
];

/** The form's text fields as the verb takes them. @throws Invalid with every message at once. */
function readSignUp(site: Site, values: Record<string, string>): SignUp {
  const { m } = site;
  const birth = readDate(m, values, "birthDate");
  const missing: Record<string, string> = {};
  if (!values.givenName?.trim()) missing.givenName = m.signUp.givenMissing;
  if (!values.familyName?.trim()) missing.familyName = m.signUp.familyMissing;
  if (!birth.date) missing.birthDate = birth.problem ?? m.signUp.birthMissing;
  for (const kind of signUpClaims) {
    const claimed = values[`claim-${kind}`] === "yes";
    if (claimed && !values[`identifiers.${kind}`]?.trim())
      missing[`identifiers.${kind}`] = m.signUp.claimNumberMissing;
  }
  const given = {
    givenName: values.givenName ?? "",
    middleName: values.middleName,
    familyName: values.familyName ?? "",
    birthDate: birth.date ?? "",
    email: values.email ?? "",
    password: values.password ?? "",
    identifiers: Object.fromEntries(signUpClaims.map((kind) => [kind, values[`identifiers.${kind}`] ?? ""])),
    acceptsTerms: (values.acceptsTerms === "yes") as true,
  };
  const parsed = signUpSchema.safeParse(given);
  const wrong = parsed.success
    ? {}
    : Object.fromEntries(
        parsed.error.issues.toReversed().map((issue) => [issue.path.join("."), issue.message]),
      );
  const found: Record<string, string> = { ...wrong, ...missing };
  const inOrder = formOrder.filter((name) => found[name]);
  const fields = Object.fromEntries([...inOrder, ...Object.keys(found)].map((name) => [name, found[name]!]));
  if (Object.keys(fields).length > 0) throw new Invalid(m.common.errorTitle, { fields });
  return given;
}

export const signUpRoutes = Router();

formAt(signUpRoutes, "/sign-up", [signUpLimit], {
  draw: (site, form) => ({ title: site.m.signUp.title, body: <SignUpPage site={site} form={form} /> }),
  submit: async (site, values) => {
    await signUp(site.ctx, readSignUp(site, values));
    return { to: "/check-your-email?for=signUp" };
  },
});

/** The same page after every sign-up, request for a link and change of address, whatever the registry knows. */
signUpRoutes.get(
  "/check-your-email",
  page((site, req) => {
    const words = site.m.checkMail;
    const asked = ["reset", "change"].find((each) => each === req.query.for) as
      | "reset"
      | "change"
      | undefined;
    return {
      title: words.title,
      body: (
        <>
          <h1>{words.title}</h1>
          <p className="usa-intro">{asked ? words[asked] : words.signUp}</p>
          {!asked && <p>{words.signUpKnown}</p>}
          <p>{words.valid}</p>
          <p>
            {words.nothing}{" "}
            <a href={`tel:${site.jurisdiction.helpPhone.replace(/\D/g, "")}`}>
              {site.jurisdiction.helpPhone}
            </a>
          </p>
        </>
      ),
    };
  }),
);
