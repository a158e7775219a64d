import type { AuthProvider, HttpError } from "react-admin";
import type { Role } from "#db/enums.ts";
import { getJson, sendJson } from "./httpClient.ts";
import { permissionFor } from "./permissionFor.ts";
import type { Me } from "./wire.ts";

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
