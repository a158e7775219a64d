import type { Draft } from "./entries.ts";

const prefix = "rollbook.draft.";
/** Unsaved rows of one piece of work; `skipped` names the proposals that were put aside. */
export type KeptDraft = { version: number; savedAt: string; draft: Draft; skipped?: readonly string[] };
/** The document's number, or another name for the piece of work. */
type Work = number | string;

const keyOf = (work: Work, version: number) => `${prefix}${work}.${version}`;

/** Keeps unsaved rows in this browser, by piece of work and version. A full or forbidden storage is no error. */
export function keepDraft(
  work: Work,
  version: number,
  draft: Draft,
  skipped: readonly string[] = [],
  now = new Date(),
): void {
  const kept: KeptDraft = { version, savedAt: now.toISOString(), draft, skipped };
  try {
    localStorage.setItem(keyOf(work, version), JSON.stringify(kept));
  } catch {
    // Saving to the server still works.
  }
}

/** The newest unsaved rows of a piece of work, of whichever version. */
export function findDraft(work: Work): KeptDraft | undefined {
  const found: KeptDraft[] = [];
  try {
    for (let index = 0; index < localStorage.length; index++) {
      const key = localStorage.key(index);
      if (!key?.startsWith(`${prefix}${work}.`)) continue;
      found.push(JSON.parse(localStorage.getItem(key) ?? "") as KeptDraft);
    }
  } catch {
    return undefined;
  }
  return found.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))[0];
}

/** Forgets what was kept of a piece of work: it is saved, decided or discarded. */
export function forgetDrafts(work: Work): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(`${prefix}${work}.`)) localStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept.
  }
}
