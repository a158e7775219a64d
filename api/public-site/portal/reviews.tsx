import { Router } from "express";
import { getDocument, uploadDocument } from "../../domains/documents/index.ts";
import type { DocumentView } from "../../domains/documents/schemas.ts";
import { getReview, listReviews, requestReview, withdrawReview } from "../../domains/reviews/index.ts";
import type { ReviewRow, ReviewView } from "../../domains/reviews/schemas.ts";
import { toRegistryError } from "../../http/error-handler.ts";
import { receiveForm, typedBeside } from "../../http/upload.ts";
import { inTransaction } from "../../kernel/context.ts";
import { rowsOf } from "../../kernel/list.ts";
import {
  Button,
  ErrorSummary,
  emptyForm,
  FileField,
  type FormState,
  SelectField,
  TextArea,
} from "../components/forms.tsx";
import { ActionButton, Facts, Status, type Tone } from "../components/parts.tsx";
import { dateAt, longDate } from "../components/text.ts";
import type { PageContent } from "../layout.tsx";
import { idOf } from "../pages/event.tsx";
import { action, belongsToForm, page, redirect, refused, sendPage } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { typeLabel } from "./document-parts.tsx";
import { ownDocuments } from "./documents.tsx";
import { portalPage, versionOf } from "./frame.tsx";
import { acceptedFiles } from "./upload.tsx";

const tones: Record<ReviewRow["status"], Tone> = {
  requested: "wait",
  upheld: "off",
  changed: "good",
  withdrawn: "off",
};

/** The newest request for this document that was not withdrawn. M6, B-D3 */
export async function latestReview(site: Site, documentId: number): Promise<ReviewView | null> {
  const wanted = { documentId, status: ["requested", "upheld", "changed"] };
  const query = { filter: wanted, sort: ["createdAt", "DESC"], range: [0, 0] };
  const [row] = rowsOf<ReviewRow>(await listReviews(site.ctx, query));
  return row ? getReview(site.ctx, row.id) : null;
}

/** Whether there is a decision that nobody has looked at again. */
function mayAsk(document: DocumentView, review: ReviewView | null): boolean {
  const [decision] = document.decisions;
  if (!decision || decision.outcome === "reset" || document.type === "name_change_evidence") return false;
  if (!["verified", "action_required", "not_accepted"].includes(document.status)) return false;
  return !review || (review.status !== "requested" && review.decision.createdAt !== decision.createdAt);
}

type Given = { site: Site; document: DocumentView; review: ReviewView | null };

/** How far a requested review is, or the offer to ask for one. */
export function ReviewPart({ site, document, review }: Given) {
  const words = site.m.portal.review;
  const zone = site.jurisdiction.timeZone;
  return (
    <>
      {review && (
        <section className="card" aria-labelledby="review">
          <div className="card__top">
            <h2 id="review">{words.yours}</h2>
            <Status tone={tones[review.status]}>{words.status[review.status]}</Status>
          </div>
          <Facts
            rows={[
              [words.asked, dateAt(review.createdAt, zone)],
              [words.due, review.status === "requested" ? longDate(review.dueOn) : null],
              [words.answered, review.decidedAt && dateAt(review.decidedAt, zone)],
              [words.reason, review.reason],
              [words.answer, review.answer],
            ]}
          />
          {review.status === "requested" && (
            <ActionButton
              action={`/my/documents/${document.id}/review/withdraw`}
              label={words.withdraw}
              hidden={{ review: review.id, version: review.version }}
              quiet
            />
          )}
        </section>
      )}
      {mayAsk(document, review) && (
        <p>
          {words.offer} <a href={`/my/documents/${document.id}/review`}>{words.title}</a>. {words.offerText}
        </p>
      )}
    </>
  );
}

async function ReviewForm(site: Site, id: number, form: FormState): Promise<PageContent> {
  const words = site.m.portal.review;
  const document = await getDocument(site.ctx, id);
  const zone = site.jurisdiction.timeZone;
  const others = (await ownDocuments(site)).filter((row) => row.id !== id);
  const field = { m: site.m, form };
  return portalPage(site, {
    title: words.title,
    back: [`/my/documents/${id}`, typeLabel(site, document.type)],
    body: (
      <>
        <h1>
          {words.title}: {typeLabel(site, document.type)}
        </h1>
        <ErrorSummary m={site.m} form={form} />
        <p>{words.lead}</p>
        <form
          className="usa-form usa-form--large"
          method="post"
          action={`/my/documents/${id}/review`}
          encType="multipart/form-data"
          noValidate
        >
          <TextArea
            {...field}
            name="reason"
            label={words.reason}
            hint={words.reasonHint}
            rows={6}
            maxLength={4000}
          />
          {others.length > 0 && (
            <SelectField
              {...field}
              optional
              name="evidenceDocumentId"
              label={words.evidence}
              hint={words.evidenceHint}
              empty={words.evidenceNone}
              options={others.map((row) => ({
                code: String(row.id),
                label: `${typeLabel(site, row.type)}, ${dateAt(row.receivedAt, zone)}`,
              }))}
            />
          )}
          <FileField
            {...field}
            optional
            name="file"
            label={words.file}
            hint={words.fileHint}
            accept={acceptedFiles}
          />
          <Button>{words.button}</Button>
        </form>
      </>
    ),
  });
}

export const reviewRoutes = Router();

reviewRoutes.get(
  "/my/documents/:id/review",
  page((site, req) => ReviewForm(site, idOf(req), emptyForm)),
);

/** A document that only proves something is sent as what it is not asked to be. */
const evidenceType = (site: Site, document: DocumentView): DocumentView["type"] =>
  site.jurisdiction.documentTypes.some(({ code, uploadable }) => code === "other" && uploadable)
    ? "other"
    : document.type;

reviewRoutes.post("/my/documents/:id/review", async (req, res) => {
  const site = await loadSite(req);
  const id = idOf(req);
  try {
    const { fields, file } = await receiveForm(req, site.ctx.files);
    try {
      const document = await getDocument(site.ctx, id);
      await inTransaction(site.ctx, async (_tx, inner) => {
        const sent = file && (await uploadDocument(inner, { type: evidenceType(site, document), file }));
        const chosen = Number(fields.evidenceDocumentId) || undefined;
        const evidenceDocumentId = sent?.id ?? chosen;
        await requestReview(inner, { documentId: id, reason: fields.reason ?? "", evidenceDocumentId });
      });
    } catch (error) {
      if (file) await site.ctx.files.remove(file.key);
      const known = toRegistryError(error);
      if (known) typedBeside.set(known, fields);
      throw known ?? error;
    }
    redirect(req, res, `/my/documents/${id}`, site.m.portal.review.done);
  } catch (error) {
    const known = toRegistryError(error);
    if (!belongsToForm(known)) throw error;
    const drawn = await ReviewForm(site, id, refused(typedBeside.get(known) ?? {}, known));
    sendPage(res, site, { ...drawn, status: known.status, failed: true });
  }
});

reviewRoutes.post(
  "/my/documents/:id/review/withdraw",
  action(async (site, req) => {
    const values = req.body as Record<string, string>;
    await withdrawReview(site.ctx, { id: Number(values.review), version: versionOf(values) });
    return { to: `/my/documents/${idOf(req)}`, notice: site.m.portal.review.withdrawn };
  }),
);
