export type Change = { key: string; before: unknown; after: unknown };

const hidden = new Set(["id", "version", "updatedAt", "createdAt", "searchText"]);

function same(left: unknown, right: unknown): boolean {
  if ((left ?? null) === (right ?? null)) return true;
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}

/** Fields in which two rows differ, in the order of the newer one; bookkeeping fields are left out. */
export function differences(
  before: Record<string, unknown> | null | undefined,
  after: Record<string, unknown> | null | undefined,
): Change[] {
  const keys = new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})]);
  return [...keys]
    .filter((key) => !hidden.has(key) && !same(before?.[key], after?.[key]))
    .map((key) => ({ key, before: before?.[key], after: after?.[key] }));
}

/** Fields that both rows know and that differ: what a colleague changed meanwhile. */
export function changedMeanwhile(seen: object, now: object): Change[] {
  const known = Object.fromEntries(Object.entries(now).filter(([key]) => key in seen));
  const mine = Object.fromEntries(Object.entries(seen).filter(([key]) => key in now));
  return differences(mine, known);
}

/** A stored value as a person reads it. */
export function inWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "—";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "—" : value.map(inWords).join(", ");
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([key, each]) => `${humanKey(key)}: ${inWords(each)}`)
      .join("; ");
  }
  return String(value);
}

/** `birthDateEstimated` and `birth_date_estimated` → "Birth date estimated". */
export function humanKey(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
