export const desk_settings = {
  name: "Desk settings |||| Desk settings",
  fields: {
    secondLookPercent: "Second looks drawn by chance, in percent",
    newVerifierDocuments: "First documents of a new clerk that are all looked at again",
    reviewWeeks: "Weeks to answer a review",
    holdDays: "Days a document is put aside",
    nameChangeDays: "Name changes",
    duplicateDays: "Two records of one person",
    accessDays: "Access to a program",
    correctionDays: "Corrections",
    questionDays: "Questions",
    mergeUndoDays: "Days in which one person may undo a merge",
    rosterImportDays: "Days a list of attendees and its invitations are kept",
  },
  help: {
    secondLookPercent:
      "So many of a hundred decided documents are read again, blind, by another clerk. Risky ones always are: unknown colleges, grades near the pass line, studies abroad. 0 leaves only those.",
    newVerifierDocuments:
      "Until a clerk has decided so many documents, each of them gets a second look. 0 turns this off.",
    reviewWeeks:
      "The day a participant is told when they ask for a review, and after which it shows as overdue.",
    holdDays:
      "After so many days a document that was put aside comes back by itself, unless another day was given.",
    mergeUndoDays:
      "After so many days a second person has to agree before two records are parted again. 0 asks for a second person always.",
    rosterImportDays:
      "After so many days an invitation ends, and what was typed of people on a list that was brought in is removed. Whom its rows meant stays.",
  },
  requestDays: "Working days to answer a request",
  requestDaysHelp: "The day whoever asks is told, and after which the request shows as overdue.",
  lead: "These numbers hold from the next decision, request or hold on. What is under way keeps its own.",
  saved: "Saved.",
} as const;
