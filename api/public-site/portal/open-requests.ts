import type { Site } from "../site.ts";
import { ownAccess } from "./access.tsx";
import { ownNameChanges } from "./name-change.tsx";

/** Something that waits, as one line to open. */
export type Moving = { href: string; text: string };

/** Requests of the educator that staff have not decided yet. */
export async function openRequests(site: Site): Promise<Moving[]> {
  const words = site.m.portal.overview;
  const names = (await ownNameChanges(site)).filter(({ status }) => status === "requested");
  const access = (await ownAccess(site)).filter(({ status }) => status === "requested");
  return [
    ...names.map(() => ({ href: "/my/name-change", text: words.nameWaiting })),
    ...access.map(({ programNumber }) => ({ href: "/my/access", text: words.accessWaiting(programNumber) })),
  ];
}
