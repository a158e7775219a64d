import type { IntakeScanView } from "../providers/wire.ts";
import type { Split } from "./split.ts";

const keyOf = (id: number, version: number) => `rollbook.intake.${id}.${version}`;

/** Keeps a division in this browser until it is filed. A full or forbidden storage is no error. */
export function keepSplit(id: number, version: number, split: Split): void {
  try {
    localStorage.setItem(keyOf(id, version), JSON.stringify(split));
  } catch {
    // Filing still works.
  }
}

/** What was kept for this version of the scan, as far as it still speaks of its pages. */
export function findSplit(view: Pick<IntakeScanView, "id" | "version" | "pages">): Split | undefined {
  try {
    const kept = localStorage.getItem(keyOf(view.id, view.version));
    const split = kept ? (JSON.parse(kept) as Split) : undefined;
    const known = new Set(view.pages.map(({ pageNumber }) => pageNumber));
    return split?.parts.every(({ pages }) => pages.every((page) => known.has(page))) ? split : undefined;
  } catch {
    return undefined;
  }
}

export function forgetSplit(id: number, version: number): void {
  try {
    localStorage.removeItem(keyOf(id, version));
  } catch {
    // Nothing was kept.
  }
}
