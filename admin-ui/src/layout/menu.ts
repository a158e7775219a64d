import type { Role } from "#db/enums.ts";

export type MenuSection = {
  title: "work" | "people" | "training" | "output" | "setup";
  resources: readonly string[];
};

const staffWork = [
  "documents",
  "second-looks",
  "reviews",
  "intake-scans",
  "requests",
  "duplicates",
  "merges",
  "directory_merges",
  "name_changes",
  "access_grants",
] as const;
const people = ["participants", "programs", "employments"] as const;
const training = ["sponsors", "trainings", "events", "instructors"] as const;

const helpDesk: readonly MenuSection[] = [
  { title: "work", resources: staffWork },
  { title: "people", resources: people },
  { title: "training", resources: training },
  { title: "output", resources: ["report_runs", "report-versions", "notifications"] },
  { title: "setup", resources: ["institutions", "course-memory", "announcements", "audit"] },
];

/** What each role finds in its menu, in the order of its day. The server's permissions still decide what opens. */
export const menuOf: Record<Role, readonly MenuSection[]> = {
  data_entry: [
    { title: "work", resources: ["documents", "second-looks", "reviews", "intake-scans", "duplicates"] },
    { title: "people", resources: ["participants", "programs"] },
    { title: "output", resources: ["report_runs", "report-versions", "notifications"] },
    { title: "setup", resources: ["institutions", "course-memory"] },
  ],
  help_desk: helpDesk,
  registry_admin: [
    ...helpDesk.slice(0, 4),
    {
      title: "setup",
      resources: ["institutions", "course-memory", "announcements", "staff", "desk-settings", "audit"],
    },
  ],
  auditor: [
    { title: "output", resources: ["audit", "report_runs", "report-versions", "notifications"] },
    { title: "work", resources: staffWork },
    { title: "people", resources: people },
    { title: "training", resources: training },
    { title: "setup", resources: ["staff"] },
  ],
  sponsor_manager: [
    { title: "training", resources: ["events", "trainings", "instructors", "sponsors"] },
    { title: "people", resources: ["participants"] },
    { title: "output", resources: ["report_runs"] },
  ],
  program_admin: [
    { title: "people", resources: ["programs", "employments", "participants"] },
    { title: "work", resources: ["access_grants", "documents"] },
    { title: "training", resources: ["events"] },
    { title: "output", resources: ["report_runs"] },
  ],
  instructor: [
    { title: "training", resources: ["events", "trainings", "instructors"] },
    { title: "people", resources: ["participants"] },
  ],
  participant: [],
};
