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
  // Four figures are units that lost their point: `3000` under a column of three decimals.
  if (ocr && /^\d[05]00$/.test(plain)) return { value: Number(plain), decimals: 0, factor: 0.9 };
  if (!ocr || !/\d/.test(plain) || plain.length > 6) return null;
  const parts = /^([^.,]{1,3})(?:[.,]([^.,]{1,3}))?[.,]?$/.exec(plain);
  if (!parts) return null;
  const [whole, fraction] = [toDigits(parts[1]!), parts[2] === undefined ? "" : toDigits(parts[2])];
  if (whole === null || fraction === null) return null;
  return { value: Number(`${whole}.${fraction || "0"}`), decimals: fraction.length, factor: 0.8 };
}

/** A single letter or stroke alone in a column of figures: `I`, `S` and `|` are then figures, misread. */
export function loneFigure(text: string): FoundNumber | null {
  const digit = /^[Il|!\]SsZz]$/.test(text) ? toDigits(text) : null;
  return digit === null ? null : { value: Number(digit), decimals: 0, factor: 0.6 };
}

/** As the entry grid types it: `3`, `4.5`. */
export const plainUnits = (value: number): string => String(Math.round(value * 100) / 100);

/** What a course can have: a quarter of a unit up to twenty, by quarters. */
export const plausibleUnits = (value: number): boolean =>
  value >= 0.25 && value <= 20 && Number.isInteger(value * 4);

/**
 * How many decimals a column prints its numbers with, from those that show a point and, where hardly any does, from those
 * that lost it: columns of `30`, `40`, `15` or of `300`, `150` hold no courses of thirty units.
 */
export function usualDecimals(texts: readonly string[]): number {
  const plain = texts.map((text) => text.replace(/^[[({*$]+|[\])}*#]+$/g, "").replace(",", "."));
  const pointed = plain.flatMap((text) => /^\d{0,2}\.(\d{1,3})$/.exec(text)?.[1] ?? []);
  // `4.5` among whole numbers says nothing of the others; `3.0` does.
  const counts = [1, 2, 3].map((places) => {
    const own = pointed.filter((digits) => digits.length === places);
    return own.some((digits) => digits.endsWith("0")) ? own.length : 0;
  });
  const most = Math.max(...counts);
  if (most >= 2 && most >= plain.length * 0.1) return counts.indexOf(most) + 1;
  const whole = plain.filter((text) => /^\d{1,4}$/.test(text));
  if (whole.length < 4 || whole.length < plain.length * 0.5) return 0;
  for (const places of [1, 2, 3]) {
    const lost = whole.filter(
      (text) =>
        text.length === places + 1 &&
        plausibleUnits(Number(text) / 10 ** places) &&
        /[05]$/.test(text.slice(1, 2)) &&
        (places === 1 || text.endsWith("0")),
    );
    if (lost.length >= whole.length * 0.7) return places;
  }
  return 0;
}
