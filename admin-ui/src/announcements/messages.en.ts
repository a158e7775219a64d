export const announcements = {
  name: "Announcement |||| Announcements",
  fields: {
    title: "Title",
    body: "Text",
    isNew: "Marked as new",
    publishedOn: "From",
    expiresOn: "Until",
    updatedAt: "Last changed",
  },
  empty: "No announcements.",
} as const;
