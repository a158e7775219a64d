import type { AuthProvider, HttpError } from "react-admin";
import type { Role } from "#db/enums.ts";
import { getJson, sendJson } from "./httpClient.ts";
import type { Me } from "./wire.ts";

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

let me: Promise<Me> | undefined;

/** Who is signed in, as the server last said. */
export function currentMe(): Promise<Me> {
  me ??= getJson<Me>("me").catch((error: unknown) => {
    me = undefined;
    throw error;
  });
  return me;
}

/** Acts in another role the person holds; everything on the screen belongs to the old one, so the page starts anew. */
export async function switchRole(role: Role): Promise<void> {
  await sendJson("me/role", { role }, "PUT");
  window.location.assign("/admin/");
}

export const authProvider: AuthProvider = {
  async login({ email, password }: { email: string; password: string }) {
    me = Promise.resolve(await sendJson<Me>("session", { email, password }));
  },
  async logout() {
    const wasSignedIn = me !== undefined;
    me = undefined;
    if (wasSignedIn) await sendJson("session", {}, "DELETE").catch(() => undefined);
    return "/login";
  },
  async checkAuth() {
    const asked = getJson<Me>("me");
    me = asked;
    await asked.catch((error: HttpError) => {
      me = undefined;
      // A registry that is restarting is no reason to sign anyone out.
      if (error.status === 401) throw error;
    });
  },
  async checkError(error: HttpError) {
    if (error.status === 401) throw error;
  },
  async getIdentity() {
    const { id, displayName, email, role, roles, participantId } = await currentMe();
    return { id, fullName: displayName, email, role: role as Role, roles: roles as Role[], participantId };
  },
  async getPermissions() {
    return (await currentMe()).permissions;
  },
  async canAccess({ resource, action }) {
    return (await currentMe()).permissions.includes(permissionFor(resource, action));
  },
};
