import type { FoundTerm } from "../text/terms.ts";
import type { Item } from "./sort-lines.ts";

const RANK = { winter: 0.1, spring: 0.3, summer: 0.6, fall: 0.9 } as const;

/** When a term lies, as a year with its part; null where that is not known. */
export const timeOf = (term: FoundTerm, year = term.year): number | null =>
  year === null || term.season === null ? null : year + RANK[term.season];

type Place = { term: FoundTerm; ocr: boolean; set(term: FoundTerm): void };

/** Years that one misread digit away from `year` lie between two times. */
function meantYear(term: FoundTerm, from: number, to: number): number | null {
  const printed = String(term.year);
  const years: number[] = [];
  for (let year = Math.floor(from); year <= Math.floor(to); year += 1) {
    const differing = [...String(year)].filter((digit, at) => digit !== printed[at]).length;
    const time = timeOf(term, year)!;
    if (differing === 1 && time >= from && time <= to) years.push(year);
  }
  return years.length === 1 ? years[0]! : null;
}

/**
 * Terms of a scanned transcript with a misread year set right: one out of the order that its neighbours keep takes the
 * only year that differs by one digit and fits between them. What cannot be told stays as read.
 */
export function inOrder(items: readonly Item[], today: string): Item[] {
  const out = [...items];
  const places: Place[] = [];
  items.forEach((item, at) => {
    if (item.kind === "term")
      places.push({
        term: item.heading.found,
        ocr: item.line.tokens.some((token) => token.ocr),
        set: (found) => {
          out[at] = { ...item, heading: { ...item.heading, found } };
        },
      });
    else if (item.kind === "row" && item.candidate.term) {
      const { tokens } = item.candidate.term;
      places.push({
        term: item.candidate.term.found,
        ocr: tokens.some((token) => token.ocr),
        set: (found) => {
          out[at] = { ...item, candidate: { ...item.candidate, term: { found, tokens } } };
        },
      });
    }
  });
  const dated = places.flatMap((place) => {
    const time = timeOf(place.term);
    return time === null ? [] : [{ place, time }];
  });
  const steps = dated.slice(1).map((each, at) => Math.sign(each.time - dated[at]!.time));
  const backwards = steps.filter((step) => step < 0).length > steps.filter((step) => step > 0).length;
  const ordered = backwards ? dated.reverse() : dated;
  const latest = Number(today.slice(0, 4)) + 1.99;
  ordered.forEach(({ place, time }, at) => {
    const before = ordered[at - 1]?.time ?? (ordered[at + 1] ? ordered[at + 1]!.time - 6 : time);
    const after =
      ordered.slice(at + 1).find((other) => other.time >= before && other.time <= latest)?.time ?? latest;
    if (!place.ocr || after < before || (time >= before && time <= after && time <= latest)) return;
    const year = meantYear(place.term, before, after);
    if (year === null) return;
    const label = place.term.label.replace(String(place.term.year), String(year));
    place.set({ ...place.term, year, label, endsOn: null, repaired: true });
    ordered[at]!.time = timeOf(place.term, year)!;
  });
  return out;
}
