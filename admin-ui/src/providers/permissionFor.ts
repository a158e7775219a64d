/** What react-admin's own actions need of the server's `resource:action` list; the verbs decide, this only hides buttons. */
const needs: Record<string, Record<string, string>> = {
  create: {
    documents: "upload",
    access_grants: "request",
    name_changes: "request",
    employments: "report",
    enrollments: "enroll",
    report_runs: "create",
    participants: "create",
    merges: "create",
    instructors: "request",
  },
  edit: { participants: "update", employments: "report", enrollments: "manage", instructors: "decide" },
};

/** The permission a `canAccess` question is about, e.g. (`documents`, `list`) → `documents:read`. */
export function permissionFor(resource: string, action: string): string {
  if (action === "list" || action === "show" || action === "export") return `${resource}:read`;
  if (action === "create" || action === "edit") return `${resource}:${needs[action]?.[resource] ?? "write"}`;
  return `${resource}:${action}`;
}
