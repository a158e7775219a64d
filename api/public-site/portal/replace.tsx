import { Router } from "express";
import { getDocument, replaceDocument } from "../../domains/documents/index.ts";
import { toRegistryError } from "../../http/error-handler.ts";
import { receiveUpload } from "../../http/upload.ts";
import { Button, ErrorSummary, emptyForm, FileField, type FormState } from "../components/forms.tsx";
import type { PageContent } from "../layout.tsx";
import { idOf } from "../pages/event.tsx";
import { belongsToForm, page, redirect, refused, sendPage } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { typeLabel } from "./document-parts.tsx";
import { portalPage } from "./frame.tsx";
import { acceptedFiles } from "./upload.tsx";

async function ReplaceForm(site: Site, id: number, form: FormState): Promise<PageContent> {
  const { pictures, upload, documents: words } = site.m.portal;
  const document = await getDocument(site.ctx, id);
  const hard = document.pages.filter(({ problems }) => problems.length > 0);
  const label = typeLabel(site, document.type);
  return portalPage(site, {
    title: pictures.replaceTitle,
    back: [`/my/documents/${id}`, label],
    body: (
      <>
        <h1>
          {pictures.replaceTitle}: {label}
        </h1>
        <ErrorSummary m={site.m} form={form} />
        <p>{pictures.replaceLead}</p>
        {hard.length > 0 && (
          <ul className="usa-list">
            {hard.map(({ pageNumber, problems }) => (
              <li key={pageNumber}>
                <strong>{words.page(pageNumber)}:</strong>{" "}
                {problems.map((problem) => pictures.problems[problem]).join(" ")}
              </li>
            ))}
          </ul>
        )}
        <form
          className="usa-form usa-form--large"
          method="post"
          action={`/my/documents/${id}/replace`}
          encType="multipart/form-data"
          noValidate
        >
          <FileField
            m={site.m}
            form={form}
            name="file"
            label={upload.file}
            hint={upload.fileHint}
            accept={acceptedFiles}
          />
          <Button>{pictures.replaceButton}</Button>
        </form>
      </>
    ),
  });
}

/** A better picture for a document nobody has decided on: one step, and the place in line stays. M6 */
export const replaceRoutes = Router();

replaceRoutes.get(
  "/my/documents/:id/replace",
  page((site, req) => ReplaceForm(site, idOf(req), emptyForm)),
);

replaceRoutes.post("/my/documents/:id/replace", async (req, res) => {
  const site = await loadSite(req);
  const id = idOf(req);
  try {
    const { file } = await receiveUpload(req, site.ctx.files);
    const sent = await replaceDocument(site.ctx, { id, file }).catch(async (error: unknown) => {
      await site.ctx.files.remove(file.key);
      throw error;
    });
    redirect(req, res, `/my/documents/${sent.id}`, site.m.portal.pictures.replaced);
  } catch (error) {
    const known = toRegistryError(error);
    if (!belongsToForm(known)) throw error;
    const drawn = await ReplaceForm(site, id, refused({}, known));
    sendPage(res, site, { ...drawn, status: known.status, failed: true });
  }
});
