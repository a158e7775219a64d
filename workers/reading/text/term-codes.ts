import type { FoundTerm, Season } from "./terms.ts";

const SEASONS: Readonly<Record<string, Season>> = {
  FALL: "fall",
  AUTUMN: "fall",
  WINTER: "winter",
  SPRING: "spring",
  SUMMER: "summer",
};

/** What a document's own legend says that the last digits of its term codes mean: `YYYY40 = FALL`. */
export function legendIn(texts: readonly string[]): ReadonlyMap<string, Season> {
  const legend = new Map<string, Season>();
  for (const text of texts)
    for (const [, digits, name] of text.matchAll(
      /(?:YYYY|XXXX|CCYY|YY|\b(?:19|20)\d\d)[-/]?(\d{1,2})\s*[=:–-]?\s*(FALL|AUTUMN|WINTER|SPRING|SUMMER)\b/gi,
    ))
      legend.set(digits!, SEASONS[name!.toUpperCase()]!);
  return legend;
}

/** Codes whose last digits are the month a term begins in: `201908`. Other endings differ from college to college. */
const MONTHS: Readonly<Record<string, Season>> = {
  "01": "spring",
  "05": "summer",
  "06": "summer",
  "07": "summer",
  "08": "fall",
  "09": "fall",
};

/**
 * The term of a heading that prints a code, `Term: 201940`: read by the document's legend; without one colleges number
 * their terms each in their own way, so the code itself stands for the term and no date is guessed.
 */
export function codedTerm(text: string, legend: ReadonlyMap<string, Season>): FoundTerm | null {
  const match =
    /^\W*(?:(?:term|semester|session|quarter)(?:\s*code)?\W*)?((?:19|20)\d\d)[-/]?(\d{1,2})\b\W*$/i.exec(
      text,
    );
  if (!match?.[1] || !match[2]) return null;
  const labelled = /^\W*(term|semester|session|quarter)/i.test(text);
  const told = legend.get(match[2]);
  const found = told ?? (labelled && legend.size === 0 ? MONTHS[match[2]] : undefined) ?? null;
  if (!found && !labelled) return null;
  const year = Number(match[1]);
  const name = found && found[0]!.toUpperCase() + found.slice(1);
  return {
    label: name ? `${name} ${year}` : `${match[1]}${match[2]}`,
    season: found,
    year: found ? year : null,
    quarter: false,
    endsOn: null,
    rest: "",
    repaired: !found,
    guessed: found !== null && told === undefined,
  };
}
