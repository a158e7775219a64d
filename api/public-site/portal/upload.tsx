import { type Request, type Response, Router } from "express";
import { uploadDocument } from "../../domains/documents/index.ts";
import type { AlreadyHere, UploadResult } from "../../domains/documents/schemas.ts";
import { toRegistryError } from "../../http/error-handler.ts";
import { receiveUpload, typedBeside } from "../../http/upload.ts";
import { Invalid } from "../../kernel/errors.ts";
import { DateField, readDate } from "../components/dates.tsx";
import {
  Button,
  ErrorSummary,
  emptyForm,
  FileField,
  type FormState,
  SelectField,
  TextField,
} from "../components/forms.tsx";
import { Notice } from "../components/parts.tsx";
import type { PageContent } from "../layout.tsx";
import { belongsToForm, page, redirect, refused, sendPage } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { typeLabel } from "./document-parts.tsx";
import { portalPage, queryText } from "./frame.tsx";

/** Without HEIC in the list an iPhone converts its photos to JPEG as they are chosen. */
export const acceptedFiles = ".pdf,.jpg,.jpeg,.png,.webp,application/pdf,image/jpeg,image/png,image/webp";

/** Takes one file of a form in and hands it on; the stored bytes go again where the verb refuses them. */
export async function receiveDocument(
  site: Site,
  req: Request,
  read: (fields: Record<string, string>) => Record<string, unknown>,
): Promise<UploadResult> {
  const { fields, file } = await receiveUpload(req, site.ctx.files);
  try {
    return await uploadDocument(site.ctx, { ...read(fields), file } as never);
  } catch (error) {
    await site.ctx.files.remove(file.key);
    const known = toRegistryError(error);
    if (known) {
      typedBeside.set(known, fields);
      throw known;
    }
    throw error;
  }
}

/** S47: step 1, one question a page. */
function ChooseType({ site, form }: { site: Site; form: FormState }) {
  const { upload } = site.m.portal;
  return (
    <>
      <h1>{upload.title}</h1>
      <ErrorSummary m={site.m} form={form} />
      <form method="get" action="/my/documents/new">
        <fieldset className="usa-fieldset">
          <legend className="usa-legend usa-legend--large" id="field-type">
            {upload.stepOne}
          </legend>
          {site.jurisdiction.documentTypes
            .filter(({ uploadable, code }) => uploadable && code !== "name_change_evidence")
            .map(({ code, label, help }) => (
              <div className="usa-radio" key={code}>
                <input
                  className="usa-radio__input usa-radio__input--tile"
                  type="radio"
                  id={`type-${code}`}
                  name="type"
                  value={code}
                  required
                />
                <label className="usa-radio__label" htmlFor={`type-${code}`}>
                  {label}
                  {help && <span className="usa-radio__label-description">{help}</span>}
                </label>
              </div>
            ))}
        </fieldset>
        <div className="actions">
          <Button>{upload.next}</Button>
        </div>
      </form>
    </>
  );
}

/** S48–S49: step 2, the facts a permit carries, and the file. */
function ChooseFile({ site, form, type }: { site: Site; form: FormState; type: string }) {
  const { m, jurisdiction } = site;
  const { upload, documents } = m.portal;
  const term = jurisdiction.documentTypes.find(({ code }) => code === type);
  const field = { m, form };
  const here = form.details as AlreadyHere | undefined;
  return (
    <>
      <h1>
        {upload.title}: {typeLabel(site, type)}
      </h1>
      {here?.documentId ? (
        <div role="alert">
          <Notice kind="warning" title={documents.sameFile}>
            <p>
              {documents.status[here.status]}.{" "}
              {here.placeInQueue ? documents.ahead(here.placeInQueue - 1) : documents.statusText[here.status]}
            </p>
            <p>
              <a href={`/my/documents/${here.documentId}`}>{documents.sameFileLink}</a>
            </p>
          </Notice>
        </div>
      ) : (
        <ErrorSummary m={m} form={form} />
      )}
      {term?.help && <p>{term.help}</p>}
      <form
        className="usa-form usa-form--large"
        method="post"
        action={`/my/documents/new?type=${type}`}
        encType="multipart/form-data"
        noValidate
      >
        <input type="hidden" name="type" value={type} />
        {term?.asksCredential && (
          <>
            {type === "permit" ? (
              <SelectField
                {...field}
                name="statedLevel"
                label={upload.level}
                options={jurisdiction.permitLevels}
              />
            ) : (
              <TextField {...field} name="statedLevel" label={upload.level} maxLength={120} optional />
            )}
            <TextField {...field} name="statedNumber" label={upload.number} maxLength={60} />
            <DateField {...field} name="statedIssuedOn" label={upload.issuedOn} />
            <DateField {...field} name="statedExpiresOn" label={upload.expiresOn} optional />
          </>
        )}
        <FileField {...field} name="file" label={upload.file} hint={upload.fileHint} accept={acceptedFiles} />
        <Button>{upload.button}</Button>
        <p>
          <a href="/my/documents/new">{upload.another}</a>
        </p>
      </form>
    </>
  );
}

function UploadPage({ site, form, type }: { site: Site; form: FormState; type: string }): PageContent {
  const { documents, upload } = site.m.portal;
  const known = site.jurisdiction.documentTypes.some(({ code, uploadable }) => code === type && uploadable);
  return portalPage(site, {
    title: upload.title,
    back: ["/my/documents", documents.back],
    body: known ? <ChooseFile site={site} form={form} type={type} /> : <ChooseType site={site} form={form} />,
  });
}

/** The stated facts of a permit or credential. @throws Invalid naming each that is missing. S48 */
function readStated(site: Site, fields: Record<string, string>): Record<string, unknown> {
  const { m, jurisdiction } = site;
  const { type = "" } = fields;
  const term = jurisdiction.documentTypes.find(({ code }) => code === type);
  if (!term?.asksCredential) return { type };
  const issued = readDate(m, fields, "statedIssuedOn");
  const expires = readDate(m, fields, "statedExpiresOn");
  const errors: Record<string, string> = {};
  const levelCode = fields.statedLevel?.trim();
  if (type === "permit" && !levelCode) errors.statedLevel = m.portal.upload.levelMissing;
  if (!fields.statedNumber?.trim()) errors.statedNumber = m.portal.upload.numberMissing;
  if (!issued.date) errors.statedIssuedOn = issued.problem ?? m.portal.upload.issuedMissing;
  if (expires.problem) errors.statedExpiresOn = expires.problem;
  if (Object.keys(errors).length > 0) throw new Invalid(m.common.errorTitle, { fields: errors });
  return {
    type,
    statedLevel: jurisdiction.permitLevels.find(({ code }) => code === levelCode)?.label ?? levelCode,
    statedNumber: fields.statedNumber,
    statedIssuedOn: issued.date,
    statedExpiresOn: expires.date,
  };
}

export const uploadRoutes = Router();

uploadRoutes.get(
  "/my/documents/new",
  page((site, req) => UploadPage({ site, form: emptyForm, type: queryText(req, "type") })),
);

uploadRoutes.post("/my/documents/new", async (req: Request, res: Response) => {
  const site = await loadSite(req);
  try {
    const result = await receiveDocument(site, req, (fields) => readStated(site, fields));
    redirect(req, res, `/my/documents/${result.id}`, site.m.portal.upload.done);
  } catch (error) {
    const known = toRegistryError(error);
    if (!belongsToForm(known)) throw error;
    const values = typedBeside.get(known) ?? {};
    const drawn = UploadPage({
      site,
      form: refused(values, known),
      type: values.type || queryText(req, "type"),
    });
    sendPage(res, site, { ...drawn, status: known.status, failed: true });
  }
});
