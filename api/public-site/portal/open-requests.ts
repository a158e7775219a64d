import type { Site } from "../site.ts";
import { ownAccess } from "./access.tsx";
import { ownNameChanges } from "./name-change.tsx";
import { ownRequests } from "./requests.tsx";

/** Something that waits, as one line to open. */
export type Moving = { href: string; text: string };

/** Requests of the educator that staff have not decided yet. */
export async function openRequests(site: Site): Promise<Moving[]> {
  const words = site.m.portal.overview;
  const names = (await ownNameChanges(site)).filter(({ status }) => status === "requested");
  const asked = (await ownRequests(site)).filter(
    ({ status, nameChangeId, accessGrantId }) =>
      status === "answered" || (status === "open" && !nameChangeId && !accessGrantId),
  );
  const access = (await ownAccess(site)).filter(({ status }) => status === "requested");
  return [
    ...names.map(() => ({ href: "/my/name-change", text: words.nameWaiting })),
    ...access.map(({ programNumber }) => ({ href: "/my/access", text: words.accessWaiting(programNumber) })),
    ...asked.map(({ id, number, status }) => ({
      href: `/my/requests/${id}`,
      text:
        status === "answered" ? site.m.requests.mine.answered(number) : site.m.requests.mine.waiting(number),
    })),
  ];
}
