import type { Draft } from "./entries.ts";

const prefix = "rollbook.draft.";
export type KeptDraft = { version: number; savedAt: string; draft: Draft };

const keyOf = (documentId: number, version: number) => `${prefix}${documentId}.${version}`;

/** Keeps unsaved rows in this browser, by document and version. A full or forbidden storage is no error. */
export function keepDraft(documentId: number, version: number, draft: Draft, now = new Date()): void {
  const kept: KeptDraft = { version, savedAt: now.toISOString(), draft };
  try {
    localStorage.setItem(keyOf(documentId, version), JSON.stringify(kept));
  } catch {
    // Saving to the server still works.
  }
}

/** The newest unsaved rows of a document, of whichever version. */
export function findDraft(documentId: number): KeptDraft | undefined {
  const found: KeptDraft[] = [];
  try {
    for (let index = 0; index < localStorage.length; index++) {
      const key = localStorage.key(index);
      if (!key?.startsWith(`${prefix}${documentId}.`)) continue;
      found.push(JSON.parse(localStorage.getItem(key) ?? "") as KeptDraft);
    }
  } catch {
    return undefined;
  }
  return found.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))[0];
}

/** Forgets what was kept of a document: it is saved, decided or discarded. */
export function forgetDrafts(documentId: number): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(`${prefix}${documentId}.`)) localStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept.
  }
}
