import type { Site } from "../site.ts";

/** Something that waits, as one line to open. */
export type Moving = { href: string; text: string };

/** Requests of the educator that staff have not decided yet. */
export async function openRequests(_site: Site): Promise<Moving[]> {
  return [];
}
