export const audit = {
  name: "Audit |||| Audit",
  fields: {
    at: "When",
    actor: "Who",
    actorRole: "As",
    action: "What",
    subjectType: "On",
    subjectId: "Record number",
    registryNumber: "Participant",
    reason: "Why",
    since: "Since",
    until: "Until",
    accountId: "Account",
    participantId: "Participant",
  },
  /** Kinds of record that have no resource of that name. */
  subjects: { accounts: "Sign-in", access_grants: "Access grant" },
  empty: "Nothing is recorded yet.",
  changes: "Before and after",
  openRecord: "Open the record",
} as const;
