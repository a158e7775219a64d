export const trainings = {
  name: "Training |||| Trainings",
  fields: {
    title: "Title",
    description: "Description",
    sponsorId: "Sponsor",
    sponsorName: "Sponsor",
    status: "Status",
    hours: "Hours",
    framework: "Framework",
    competency: "Competency",
    language: "Language",
    eventCount: "Events",
    q: "Title",
  },
  empty: "No trainings in the catalog.",
  events: "Events",
  schedule: "Schedule an event",
} as const;
