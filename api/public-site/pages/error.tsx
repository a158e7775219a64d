import type { PageContent } from "../layout.tsx";
import type { Site } from "../site.ts";

type Given = { site: Site; status: number; message?: string; reference: string };

/** A page for anything that went wrong: what happened, what to do, whom to call. */
export function ErrorPage({ site, status, message, reference }: Given): PageContent {
  const { errors } = site.m;
  const known = Object.hasOwn(errors, status) ? (status as 404) : status >= 500 ? 500 : 400;
  const words = errors[known];
  const showMessage = message && ![404, 500, 503].includes(status);
  return {
    title: words.title,
    status,
    body: (
      <>
        <h1>{words.title}</h1>
        <p className="usa-intro">{showMessage ? message : words.text}</p>
        <p>
          <a className="usa-button" href="/">
            {errors.home}
          </a>
        </p>
        <p>
          {errors.help}{" "}
          <a href={`tel:${site.jurisdiction.helpPhone.replace(/\D/g, "")}`}>{site.jurisdiction.helpPhone}</a>
        </p>
        {status >= 500 && (
          <p className="quiet">
            {errors.reference}: {reference}
          </p>
        )}
      </>
    ),
  };
}
