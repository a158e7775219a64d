import type { DocumentRow, DocumentView } from "../../domains/documents/schemas.ts";
import { Notice, Status, type Tone } from "../components/parts.tsx";
import { dateAt, labelOf } from "../components/text.ts";
import type { Site } from "../site.ts";

const tones: Record<DocumentRow["status"], Tone> = {
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

export function DocumentStatus({ site, status }: { site: Site; status: DocumentRow["status"] }) {
  return <Status tone={tones[status]}>{site.m.portal.documents.status[status]}</Status>;
}

/** The decision that holds, as the participant reads it: why, and the one thing to do. M6 */
export function Verdict({ site, document }: { site: Site; document: DocumentView }) {
  const words = site.m.portal.documents;
  const decision = document.decisions.find(({ outcome }) => outcome !== "reset");
  const needsFix = ["action_required", "not_accepted", "unreadable"].includes(document.status);
  if (!needsFix) return <p>{words.statusText[document.status]}</p>;
  const reason = site.jurisdiction.reasons.find(({ code }) => code === decision?.reasonCode);
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
      </Notice>
      <div className="actions">
        <a className="usa-button" href={`/my/documents/new?type=${document.type}`}>
          {words.sendAgain}
        </a>
      </div>
    </>
  );
}

export function DocumentCard({ site, row, ahead }: { site: Site; row: DocumentRow; ahead: number | null }) {
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
      <p>{ahead === null ? words.statusText[row.status] : words.ahead(ahead)}</p>
    </li>
  );
}
