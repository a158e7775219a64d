import { toDigits } from "../text/digits.ts";

export type FoundNumber = { value: number; decimals: number; factor: number };

/** A number of a table cell: `3.00`, `(4.5)`, `3,0`, `3.O`; null for anything else. `ocr` allows misread digits. */
export function numberIn(text: string, ocr: boolean): FoundNumber | null {
  const plain = text.replace(/^[[({*$]+|[\])}*#]+$/g, "");
  const exact = /^(\d{0,3})(?:[.,](\d{1,3}))?$/.exec(plain);
  if (exact && plain !== "" && (exact[1] !== "" || exact[2]))
    return {
      value: Number(`${exact[1] || "0"}.${exact[2] ?? "0"}`),
      decimals: exact[2]?.length ?? 0,
      factor: 1,
    };
  if (!ocr || !/\d/.test(plain) || plain.length > 6) return null;
  const parts = /^([^.,]{1,3})(?:[.,]([^.,]{1,3}))?[.,]?$/.exec(plain);
  if (!parts) return null;
  const [whole, fraction] = [toDigits(parts[1]!), parts[2] === undefined ? "" : toDigits(parts[2])];
  if (whole === null || fraction === null) return null;
  return { value: Number(`${whole}.${fraction || "0"}`), decimals: fraction.length, factor: 0.8 };
}

/** As the entry grid types it: `3`, `4.5`. */
export const plainUnits = (value: number): string => String(Math.round(value * 100) / 100);
