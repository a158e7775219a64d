import { type Request, type Response, Router } from "express";
import type { NameEvidenceKind } from "#db/enums.ts";
import type { AlreadyHere } from "../../domains/documents/schemas.ts";
import { listNameChanges, requestNameChange } from "../../domains/name-changes/index.ts";
import type { NameChangeRow } from "../../domains/name-changes/schemas.ts";
import { getParticipant } from "../../domains/participants/index.ts";
import type { ParticipantView } from "../../domains/participants/schemas.ts";
import { toRegistryError } from "../../http/error-handler.ts";
import { typedBeside } from "../../http/upload.ts";
import { Conflict, Invalid } from "../../kernel/errors.ts";
import { rowsOf } from "../../kernel/list.ts";
import { DateField, readDate } from "../components/dates.tsx";
import {
  Button,
  ErrorSummary,
  emptyForm,
  FileField,
  type FormState,
  SelectField,
  TextArea,
  TextField,
} from "../components/forms.tsx";
import { Facts, Notice, Status } from "../components/parts.tsx";
import { dateAt } from "../components/text.ts";
import type { PageContent } from "../layout.tsx";
import { belongsToForm, page, redirect, refused, sendPage } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { own, portalPage } from "./frame.tsx";
import { acceptedFiles, receiveDocument } from "./upload.tsx";

const tones = { requested: "wait", approved: "good", refused: "act", withdrawn: "off" } as const;

export async function ownNameChanges(site: Site): Promise<NameChangeRow[]> {
  const query = { filter: { participantId: own(site).person.id }, sort: ["createdAt", "DESC"] };
  return rowsOf<NameChangeRow>(await listNameChanges(site.ctx, query));
}

function History({ site, rows }: { site: Site; rows: NameChangeRow[] }) {
  const { nameChange } = site.m.portal;
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{nameChange.history}</h2>
      <ul className="cards">
        {rows.map((row) => (
          <li key={row.id} className="card">
            <div className="card__top">
              <h3>{[row.newGivenName, row.newMiddleName, row.newFamilyName].filter(Boolean).join(" ")}</h3>
              <Status tone={tones[row.status]}>{nameChange.status[row.status]}</Status>
            </div>
            {row.evidenceKind && (
              <p>{site.jurisdiction.nameEvidence.find(({ code }) => code === row.evidenceKind)?.label}</p>
            )}
            <p>{dateAt(row.decidedAt ?? row.createdAt, site.jurisdiction.timeZone)}</p>
            {row.decisionReason && <p>{row.decisionReason}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

function RequestForm({ site, form }: { site: Site; form: FormState }) {
  const { m } = site;
  const { nameChange } = m.portal;
  const field = { m, form };
  return (
    <form
      className="usa-form usa-form--large"
      method="post"
      action="/my/name-change"
      encType="multipart/form-data"
      noValidate
    >
      <TextField {...field} name="newGivenName" label={nameChange.givenName} maxLength={80} />
      <TextField {...field} name="newMiddleName" label={nameChange.middleName} maxLength={80} optional />
      <TextField {...field} name="newFamilyName" label={nameChange.familyName} maxLength={80} />
      <SelectField
        {...field}
        name="evidenceKind"
        label={m.requests.evidenceKind}
        options={site.jurisdiction.nameEvidence}
      />
      <DateField {...field} name="effectiveOn" label={m.requests.effectiveOn} optional />
      <TextArea
        {...field}
        name="requestReason"
        label={nameChange.reason}
        hint={nameChange.reasonHint}
        rows={3}
        maxLength={500}
        optional
      />
      <FileField
        {...field}
        name="file"
        label={nameChange.proof}
        hint={nameChange.proofHint}
        accept={acceptedFiles}
      />
      <Button>{nameChange.button}</Button>
    </form>
  );
}

async function NameChangePage(site: Site, given: FormState | undefined): Promise<PageContent> {
  const { m } = site;
  const { nameChange } = m.portal;
  const person = await getParticipant(site.ctx, own(site).person.id);
  const rows = await ownNameChanges(site);
  const waiting = rows.find(({ status }) => status === "requested");
  const { givenName, middleName, familyName } = person;
  const start = { newGivenName: givenName, newMiddleName: middleName ?? "", newFamilyName: familyName };
  const form = given ?? { ...emptyForm, values: start };
  return portalPage(site, {
    title: nameChange.title,
    back: ["/my/profile", m.portal.profile.title],
    body: (
      <>
        <h1>{nameChange.title}</h1>
        <ErrorSummary m={m} form={form} />
        <p>{nameChange.lead}</p>
        <Facts rows={[[nameChange.now, [givenName, middleName, familyName].filter(Boolean).join(" ")]]} />
        {waiting ? (
          <Notice kind="info">{nameChange.waiting}</Notice>
        ) : (
          <RequestForm site={site} form={form} />
        )}
        <History site={site} rows={rows} />
      </>
    ),
  });
}

/** Everything that can be refused is refused before the proof is kept. @throws Invalid, Conflict */
function checkNames(
  site: Site,
  person: ParticipantView,
  waiting: boolean,
  fields: Record<string, string>,
): void {
  const { m } = site;
  if (waiting) throw new Conflict(m.portal.nameChange.waiting);
  const [given, middle, family] = ["newGivenName", "newMiddleName", "newFamilyName"].map((name) =>
    (fields[name] ?? "").trim(),
  );
  const errors: Record<string, string> = {};
  if (!given) errors.newGivenName = m.signUp.givenMissing;
  if (!family) errors.newFamilyName = m.signUp.familyMissing;
  const same =
    given === person.givenName && family === person.familyName && middle === (person.middleName ?? "");
  if (!site.jurisdiction.nameEvidence.some(({ code }) => code === fields.evidenceKind))
    errors.evidenceKind = m.requests.evidenceMissing;
  const { problem } = readDate(m, fields, "effectiveOn");
  if (problem) errors.effectiveOn = problem;
  if (same) errors.newFamilyName = m.portal.nameChange.nothingChanged;
  if (Object.keys(errors).length > 0) throw new Invalid(m.common.errorTitle, { fields: errors });
}

/** Keeps the proof as a document; the same file sent before is used again. @returns its id and the typed fields. */
async function keepProof(site: Site, req: Request, person: ParticipantView, waiting: boolean) {
  let typed: Record<string, string> = {};
  try {
    const { id } = await receiveDocument(site, req, (fields) => {
      typed = fields;
      checkNames(site, person, waiting, fields);
      return { type: "name_change_evidence" };
    });
    return { typed, evidenceDocumentId: id };
  } catch (error) {
    const here = error instanceof Conflict ? (error.details as AlreadyHere | undefined) : undefined;
    if (!here?.documentId) throw error;
    return { typed, evidenceDocumentId: here.documentId };
  }
}

/** S40–S41, S232: names are changed by registry staff only, on a request with proof. */
export const nameChangeRoutes = Router();

nameChangeRoutes.get(
  "/my/name-change",
  page((site) => NameChangePage(site, undefined)),
);

nameChangeRoutes.post("/my/name-change", async (req: Request, res: Response) => {
  const site = await loadSite(req);
  const participantId = own(site).person.id;
  const person = await getParticipant(site.ctx, participantId);
  const waiting = (await ownNameChanges(site)).some(({ status }) => status === "requested");
  let typed: Record<string, string> = {};
  try {
    const proof = await keepProof(site, req, person, waiting);
    typed = proof.typed;
    await requestNameChange(site.ctx, {
      participantId,
      newGivenName: typed.newGivenName ?? "",
      newMiddleName: typed.newMiddleName,
      newFamilyName: typed.newFamilyName ?? "",
      requestReason: typed.requestReason || null,
      evidenceKind: typed.evidenceKind as NameEvidenceKind,
      effectiveOn: readDate(site.m, typed, "effectiveOn").date ?? null,
      evidenceDocumentId: proof.evidenceDocumentId,
    });
  } catch (error) {
    const known = toRegistryError(error);
    if (!belongsToForm(known)) throw error;
    const drawn = await NameChangePage(site, refused({ ...typed, ...typedBeside.get(known) }, known));
    return sendPage(res, site, { ...drawn, status: known.status, failed: true });
  }
  redirect(req, res, "/my/name-change", site.m.portal.nameChange.done);
});
