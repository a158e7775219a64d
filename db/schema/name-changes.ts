import { check, date, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, version } from "../columns.ts";
import { nameChangeStatuses, nameEvidenceKinds } from "../enums.ts";
import { accounts } from "./accounts.ts";
import { documents } from "./documents.ts";
import { participants } from "./participants.ts";

/** A request to change a name: names are changed by registry staff only, on evidence. S40–S41, S232 */
export const nameChanges = pgTable(
  "name_changes",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    status: oneOf(nameChangeStatuses).notNull().default("requested"),
    oldGivenName: text().notNull(),
    oldMiddleName: text(),
    oldFamilyName: text().notNull(),
    newGivenName: text().notNull(),
    newMiddleName: text(),
    newFamilyName: text().notNull(),
    requestReason: text(),
    /** What proves it, of the kinds the state accepts. B-I4 */
    evidenceKind: oneOf(nameEvidenceKinds),
    /** First day of the new name, as the proof says it. */
    effectiveOn: date({ mode: "string" }),
    evidenceDocumentId: integer().references(() => documents.id, { onDelete: "set null" }),
    decidedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    decidedAt: instant(),
    decisionReason: text(),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("name_changes_participant_id_idx").on(t.participantId),
    index("name_changes_status_idx").on(t.status, t.createdAt),
    index("name_changes_evidence_idx").on(t.evidenceDocumentId),
    index("name_changes_decided_by_idx").on(t.decidedById),
    check("name_changes_status_check", isOneOf(t.status, nameChangeStatuses)),
    check("name_changes_evidence_kind_check", isOneOf(t.evidenceKind, nameEvidenceKinds)),
  ],
);
