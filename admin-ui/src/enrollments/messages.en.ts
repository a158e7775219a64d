export const enrollments = {
  name: "Enrollment |||| Enrollments",
  fields: {
    eventTitle: "Event",
    participantName: "Participant",
    status: "Status",
    startsOn: "Date",
    hoursGranted: "Hours",
    sponsorName: "Sponsor",
    source: "Source",
  },
  empty: "No enrollments.",
  withdraw: "Withdraw",
  withdrawTitle: "Take %{name} off this roster?",
  withdrawExplain: "The next person on the waitlist moves up. Both are e-mailed.",
  withdrawn: "Withdrawn.",
} as const;
