import type { DocumentRow, DocumentView } from "../../domains/documents/schemas.ts";
import { Notice, Status, type Tone } from "../components/parts.tsx";
import { dateAt, labelOf, longDate } from "../components/text.ts";
import type { Site } from "../site.ts";
import { MarkedPage } from "./page-pictures.tsx";

/** Nobody reads their own documents blind: how they stand is always told. */
export type OwnDocument = DocumentRow & Pick<DocumentView, "status">;

const tones: Record<DocumentView["status"], Tone> = {
  processing: "wait",
  unverified: "wait",
  verified: "good",
  action_required: "act",
  not_accepted: "off",
  unreadable: "act",
  superseded: "off",
  deleted: "off",
};

export const typeLabel = (site: Site, type: string): string => labelOf(site.jurisdiction.documentTypes, type);

export function DocumentStatus({ site, status }: { site: Site; status: DocumentView["status"] }) {
  return <Status tone={tones[status]}>{site.m.portal.documents.status[status]}</Status>;
}

/** The decision that holds, as the participant reads it: why, and the one thing to do. M6 */
export function Verdict({ site, document }: { site: Site; document: DocumentView }) {
  const words = site.m.portal.documents;
  const decision = document.decisions.find(({ outcome }) => outcome !== "reset");
  const needsFix = ["action_required", "not_accepted", "unreadable"].includes(document.status);
  if (!needsFix) return <p>{words.statusText[document.status]}</p>;
  const reason = site.jurisdiction.reasons.find(({ code }) => code === decision?.reasonCode);
  const box = decision?.pointedAt;
  const why = document.status === "unreadable" ? (document.unreadableReason ?? reason?.label) : reason?.label;
  return (
    <>
      <Notice kind="warning" title={words.status[document.status]}>
        {why && (
          <p>
            <strong>{words.why}:</strong> {why}
          </p>
        )}
        <p>
          <strong>{words.fix}:</strong>{" "}
          {decision?.toFix || reason?.toFix || words.statusText[document.status]}
        </p>
        {decision?.inTheirLanguage && (
          <div lang={decision.inTheirLanguage.language}>
            <p>
              <strong>{decision.inTheirLanguage.reason}</strong>
            </p>
            {decision.inTheirLanguage.toFix && <p>{decision.inTheirLanguage.toFix}</p>}
          </div>
        )}
      </Notice>
      {box && <MarkedPage site={site} document={document} box={box} />}
      <div className="actions">
        <a
          className="usa-button"
          href={
            document.status === "unreadable"
              ? `/my/documents/${document.id}/replace`
              : `/my/documents/new?type=${document.type}`
          }
        >
          {words.sendAgain}
        </a>
      </div>
    </>
  );
}

type CardProps = {
  site: Site;
  row: OwnDocument;
  /** Where it stands, while it waits in the line. */
  standing?: { place: number | null; expectedOn: string | null };
};

export function DocumentCard({ site, row, standing }: CardProps) {
  const words = site.m.portal.documents;
  const zone = site.jurisdiction.timeZone;
  return (
    <li className="card">
      <div className="card__top">
        <h2>
          <a href={`/my/documents/${row.id}`}>{typeLabel(site, row.type)}</a>
        </h2>
        <DocumentStatus site={site} status={row.status} />
      </div>
      <p>
        {words.received} {dateAt(row.receivedAt, zone)}
        {row.decidedAt && ` · ${words.decided} ${dateAt(row.decidedAt, zone)}`}
      </p>
      <p>
        {standing?.place ? words.ahead(standing.place - 1) : words.statusText[row.status]}
        {standing?.expectedOn && ` ${words.expected} ${longDate(standing.expectedOn)}.`}
      </p>
    </li>
  );
}
