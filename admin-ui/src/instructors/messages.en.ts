export const instructors = {
  name: "Instructor |||| Instructors",
  fields: {
    participantName: "Name",
    registryNumber: "Number",
    sponsorId: "Sponsor",
    sponsorName: "Sponsor",
    status: "Status",
    published: "Listed publicly",
    createdAt: "Requested",
    reason: "Note to the person (optional)",
  },
  empty: "No instructors.",
  approve: "Approve",
  approved: "Approved.",
  deny: "Deny",
  denied: "Denied.",
  denyTitle: "Deny this request?",
} as const;
