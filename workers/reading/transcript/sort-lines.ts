import type { Line } from "../layout/lines.ts";
import { type HeaderColumn, headerOf, stackHeaders } from "../text/header-words.ts";
import { codedTerm, legendIn } from "../text/term-codes.ts";
import { termOfSpan } from "../text/term-spans.ts";
import { findAcademicYear, findTerm } from "../text/terms.ts";
import { type Candidate, candidateOf } from "./candidates.ts";
import {
  isTotals,
  type Section,
  sectionOf,
  type TermHeading,
  termDatesOf,
  termHeadingOf,
} from "./line-kinds.ts";
import { type Subjects, subjectsOf } from "./repair.ts";

/** A line and what it is; `header` of a row is the one that stands over it. */
export type Item =
  | { kind: "row"; line: Line; candidate: Candidate; header: HeaderColumn[] | null }
  | { kind: "term"; line: Line; heading: TermHeading }
  | { kind: "year"; line: Line; year: number }
  | { kind: "dates"; line: Line; endsOn: string }
  | { kind: "section"; line: Line; section: Section; heading: TermHeading | null }
  | { kind: "header" | "totals" | "text"; line: Line };

function sorted(lines: readonly Line[], subjects: Subjects | null): Item[] {
  const headers = new Map<number, HeaderColumn[]>();
  let latest: HeaderColumn[] | null = null;
  let previous: { line: Line; header: HeaderColumn[] } | null = null;
  let year: number | null = null;
  const legend = legendIn(lines.map((line) => line.text));
  const use = (line: Line, header: HeaderColumn[]) => {
    headers.set(line.region, header);
    latest = header;
    previous = { line, header };
  };
  let last: Item | null = null;
  const sort = (line: Line): Item => {
    const header = headers.get(line.region) ?? latest;
    const above = previous;
    previous = null;
    const candidate = candidateOf(line, headers.get(line.region) ?? null, subjects);
    if (candidate) return { kind: "row", line, candidate, header };
    const coded = codedTerm(line.text, legend);
    if (coded) return { kind: "term", line, heading: { found: coded, college: null, header: null } };
    const years = findAcademicYear(line.text);
    if (years !== null) {
      year = years;
      return { kind: "year", line, year: years };
    }
    const section = sectionOf(line);
    const heading = termHeadingOf(line, year);
    if (heading?.header) use(line, heading.header);
    if (section) {
      // `Now enrolled in: Winter Quarter 2023`.
      const running = section.kind === "in_progress" && !heading ? findTerm(line.text) : null;
      return {
        kind: "section",
        line,
        section,
        heading: running ? { found: running, college: null, header: null } : heading,
      };
    }
    if (heading) return { kind: "term", line, heading };
    const endsOn = termDatesOf(line);
    const named = last?.kind === "term" || (last?.kind === "section" && last.heading !== null);
    if (endsOn && named) return { kind: "dates", line, endsOn };
    const span = named ? null : termOfSpan(line.text);
    if (span) return { kind: "term", line, heading: { found: span, college: null, header: null } };
    if (endsOn) return { kind: "dates", line, endsOn };
    const found = headerOf(line);
    if (found) {
      const near =
        above &&
        above.line.region === line.region &&
        line.top - above.line.top < 3 * (line.bottom - line.top + 2);
      use(line, near ? stackHeaders(above.header, found) : found);
      return { kind: "header", line };
    }
    return { kind: isTotals(line.text) ? "totals" : "text", line };
  };
  return lines.map((line) => {
    const item = sort(line);
    last = item;
    return item;
  });
}

/** Rows stand under each other: one that begins far from its neighbours is text that merely looks like a row. */
function aligned(items: readonly Item[]): Item[] {
  const byRegion = new Map<number, number[]>();
  items.forEach((item, at) => {
    if (item.kind === "row") byRegion.set(item.line.region, [...(byRegion.get(item.line.region) ?? []), at]);
  });
  const out = [...items];
  for (const places of byRegion.values()) {
    const rows = places.map((at) => items[at] as Extract<Item, { kind: "row" }>);
    if (rows.length < 4) continue;
    rows.forEach((row, index) => {
      const near = rows.slice(Math.max(0, index - 4), index + 5).filter((other) => other !== row);
      const company = near.filter(
        (other) => Math.abs(other.candidate.left - row.candidate.left) < row.line.letter * 5,
      );
      if (company.length < Math.min(2, near.length * 0.25))
        out[places[index]!] = { kind: "text", line: row.line };
    });
  }
  return out;
}

/** What every line of a transcript is; read twice, so that clear course numbers help with misread ones. */
export function sortLines(lines: readonly Line[]): { items: Item[]; subjects: Subjects } {
  const first = aligned(sorted(lines, null));
  const clear = first.flatMap((item) => {
    if (item.kind !== "row" || item.candidate.number.sure < 0.85) return [];
    const { text } = item.candidate.number;
    return [{ text, subject: text.replace(/[\s.:*-]*\d.*$/, "") }];
  });
  const subjects = subjectsOf(clear);
  const misread = lines.some((line) => line.tokens.some((token) => token.ocr));
  return { items: misread ? aligned(sorted(lines, subjects)) : first, subjects };
}
