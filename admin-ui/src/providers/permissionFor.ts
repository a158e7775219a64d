/** What react-admin's own actions need of the server's `resource:action` list; the verbs decide, this only hides buttons. */
const needs: Record<string, Record<string, string>> = {
  create: {
    documents: "upload",
    "intake-scans": "file",
    access_grants: "request",
    name_changes: "request",
    employments: "report",
    enrollments: "enroll",
    report_runs: "create",
    participants: "create",
    merges: "create",
    directory_merges: "create",
    instructors: "request",
    reviews: "request",
    requests: "work",
  },
  edit: { participants: "update", employments: "report", enrollments: "manage", instructors: "decide" },
};

/** Resources whose permissions go by another name. */
const nouns: Record<string, string> = {
  "intake-scans": "intake",
  "course-memory": "course_memory",
  directory_duplicates: "duplicates",
  "second-looks": "second_looks",
  "desk-settings": "desk_settings",
  "report-versions": "report_versions",
  "roster-imports": "roster_imports",
  directory_merges: "merges",
};

/** The permission a `canAccess` question is about, e.g. (`documents`, `list`) → `documents:read`. */
export function permissionFor(resource: string, action: string): string {
  const noun = nouns[resource] ?? resource;
  if (action === "list" || action === "show" || action === "export") return `${noun}:read`;
  if (action === "create" || action === "edit") return `${noun}:${needs[action]?.[resource] ?? "write"}`;
  return `${noun}:${action}`;
}
