import { Router } from "express";
import { changeLoginEmail } from "../../domains/accounts/index.ts";
import { signInLimit } from "../../http/session-routes.ts";
import { Button, ErrorSummary, TextField } from "../components/forms.tsx";
import { Facts } from "../components/parts.tsx";
import { formAt } from "../respond.tsx";
import { portalPage } from "./frame.tsx";

/** S42: the address one signs in with; it changes when the link sent to the new one is opened. */
export const loginEmailRoutes = Router();

formAt(loginEmailRoutes, "/my/email", [signInLimit], {
  draw: (site, form) => {
    const { m } = site;
    const words = m.portal.email;
    return portalPage(site, {
      title: words.title,
      back: ["/my/profile", m.portal.profile.title],
      body: (
        <>
          <h1>{words.title}</h1>
          <ErrorSummary m={m} form={form} />
          <p>{words.lead}</p>
          <Facts rows={[[words.now, site.signedInAs]]} />
          <form className="usa-form" method="post" action="/my/email" noValidate>
            <TextField
              m={m}
              form={form}
              name="email"
              type="email"
              label={words.email}
              autoComplete="email"
              inputMode="email"
            />
            <TextField
              m={m}
              form={form}
              name="password"
              type="password"
              label={words.password}
              autoComplete="current-password"
            />
            <Button>{words.button}</Button>
          </form>
        </>
      ),
    });
  },
  submit: async (site, values) => {
    await changeLoginEmail(site.ctx, { email: values.email ?? "", password: values.password ?? "" });
    return { to: "/check-your-email?for=change" };
  },
});
