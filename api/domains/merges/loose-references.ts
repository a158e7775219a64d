/**
 * Places that may name a participant without a foreign key (jsonb, bare ids, task payloads), and what a merge does about each.
 * A test lists every such place of the database and the queue, so that a new one fails until somebody decides.
 */
export const looseReferences: Record<string, string> = {
  "name_pairs.participant_id":
    "Names as the search folds them, kept by triggers; a retired name leads to its survivor.",
  "institutions.ipeds_unit_id": "A number of the federal directory.",
  "intake_page_texts.words": "What a page says; no ids.",
  "requests.details": "Registry numbers as somebody wrote them: an old one opens the survivor.",
  "report_lines.row_id": "The row a printed line came from: a report answers for what it printed.",
  "private.link_records.participant_id":
    "Derived whole from the living record: the look that follows a merge takes the retired one's row away.",
  "private.link_keys.participant_id": "As the compared record they belong to.",
  "linkage_models.model": "What a model learned; counts and hashes, no ids.",
  "linkage_models.facts": "What a model was learned from; counts, no ids.",
  "private.changed_people.participant_id":
    "A row waiting to be looked at; the look leaves retired records out.",
  "audit_events.participant_id":
    "What was done stays as it was done; the survivor's history follows its merges.",
  "audit_events.subject_id": "What was done stays as it was done.",
  "audit_events.account_id": "An account, which a merge links and never renumbers.",
  "audit_events.before": "What was done stays as it was done.",
  "audit_events.after": "What was done stays as it was done.",
  "merge_ledger.row_id": "A row of any table: the ledger is what an undo reads.",
  "merge_ledger.before": "The ledger is what an undo reads.",
  "merge_ledger.after": "The ledger is what an undo reads.",
  "merge_ledger.was": "The ledger is what an undo reads.",
  "merges.choices": "Keys name rows of both records as they were compared; kept as they were decided.",
  "merges.undo_restore": "Keys of ledger rows; they belong to this merge alone.",
  "directory_merges.survivor_id": "A program, institution, training or sponsor.",
  "directory_merges.retired_id": "A program, institution, training or sponsor.",
  "directory_merges.choices": "Keys name rows as they were compared; kept as they were decided.",
  "directory_merges.undo_restore": "Keys of ledger rows; they belong to that merge alone.",
  "duplicate_candidates.signals": "Values compared, no ids; the survivor is compared anew.",
  "directory_candidates.left_id": "A record of the directory, of the table that the pair's kind names.",
  "directory_candidates.right_id": "A record of the directory, as left_id.",
  "directory_candidates.signals": "Values of directory records that were compared; no people.",
  "private.changed_directory.record_id": "A record of the directory that waits to be looked at.",
  "report_runs.params": "A report stays as it was run; its person stands in participant_id.",
  "registry_facts.value": "The demo's own truth, by registry number: an old number opens the survivor.",
  "notifications.resent_from_id": "Another e-mail; both move together.",
  "private.sign_ups.identifiers":
    "What somebody who signs up typed of other agencies' numbers; matched to whoever holds them by then.",
  "private.sessions.data": "An account; whose record it opens is asked anew at every request.",
  "document_readings.reading": "What a page says; no ids.",
  "document_page_texts.words": "What a page says; no ids.",
  "document_decisions.pointed_at": "A place on a page.",
  "degrees.page_box": "A place on a page.",
  "courses.page_box": "A place on a page.",
  "credentials.page_box": "A place on a page.",
  "training_hours.page_box": "A place on a page.",
  "report_lines.page_box": "A place on a page.",
  "second_looks.entries": "What a clerk entered; no ids of people.",
  "second_looks.fields": "Counts.",
  "second_looks.differences": "What two clerks entered; no ids of people.",
  "task notify_registration": "Confirms an active registration; of a retired record there is none.",
  "task find_duplicates": "A retired record is left out; its survivor is looked at by the trigger.",
};
