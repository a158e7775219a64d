import { Router } from "express";
import { createCoversheet, getCoversheet, readCoversheetFile } from "../../domains/coversheets/index.ts";
import type { CreateCoversheet } from "../../domains/coversheets/schemas.ts";
import { sendFile } from "../../http/simple-rest.ts";
import { Button, ErrorSummary, SelectField } from "../components/forms.tsx";
import { Facts } from "../components/parts.tsx";
import { idOf } from "../pages/event.tsx";
import { formAt, page } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { typeLabel } from "./document-parts.tsx";
import { own, portalPage } from "./frame.tsx";

function WhereTo({ site }: { site: Site }) {
  const { m, jurisdiction } = site;
  return (
    <Facts
      rows={[
        [m.help.submitMail, jurisdiction.mailingAddress.join(", ")],
        [m.help.submitFax, jurisdiction.faxNumber],
        [
          m.help.submitEmail,
          <a key="email" href={`mailto:${jurisdiction.helpEmail}`}>
            {jurisdiction.helpEmail}
          </a>,
        ],
      ]}
    />
  );
}

/** Papers by mail, e-mail or fax: a sheet on top says whose they are. B-D6, B-D11 */
export const coversheetRoutes = Router();

formAt(coversheetRoutes, "/my/documents/coversheet", [], {
  draw: (site, form) => {
    const { coversheet: words, documents } = site.m.portal;
    return portalPage(site, {
      title: words.title,
      back: ["/my/documents", documents.back],
      body: (
        <>
          <h1>{words.title}</h1>
          <ErrorSummary m={site.m} form={form} />
          <p>{words.lead}</p>
          <form
            className="usa-form usa-form--large"
            method="post"
            action="/my/documents/coversheet"
            noValidate
          >
            <SelectField
              m={site.m}
              form={form}
              name="documentType"
              label={words.type}
              options={site.jurisdiction.documentTypes.filter(
                ({ uploadable, code }) => uploadable && code !== "name_change_evidence",
              )}
            />
            <Button>{words.button}</Button>
          </form>
          <WhereTo site={site} />
        </>
      ),
    });
  },
  submit: async (site, values) => {
    const documentType = values.documentType as CreateCoversheet["documentType"];
    const made = await createCoversheet(site.ctx, { participantId: own(site).person.id, documentType });
    return { to: `/my/documents/coversheet/${made.id}` };
  },
});

coversheetRoutes.get(
  "/my/documents/coversheet/:id",
  page(async (site, req) => {
    const { coversheet: words } = site.m.portal;
    const sheet = await getCoversheet(site.ctx, idOf(req));
    return portalPage(site, {
      title: words.readyTitle,
      back: ["/my/documents/coversheet", words.again],
      body: (
        <>
          <h1>
            {words.readyTitle}: {typeLabel(site, sheet.documentType)}
          </h1>
          <div className="actions">
            <a className="usa-button" href={`/my/documents/coversheet/${sheet.id}/pdf`}>
              {words.download}
            </a>
          </div>
          <ol className="usa-list">
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <WhereTo site={site} />
        </>
      ),
    });
  }),
);

coversheetRoutes.get("/my/documents/coversheet/:id/pdf", async (req, res) => {
  const site = await loadSite(req);
  await sendFile(res, await readCoversheetFile(site.ctx, { id: idOf(req) }));
});
