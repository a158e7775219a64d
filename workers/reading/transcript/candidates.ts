import type { Line } from "../layout/lines.ts";
import type { Token } from "../layout/tokens.ts";
import { type CourseNumber, courseNumberAt } from "../text/course-number.ts";
import { findDates } from "../text/dates.ts";
import { isGrade } from "../text/grades.ts";
import type { HeaderColumn } from "../text/header-words.ts";
import { type FoundTerm, findTerm } from "../text/terms.ts";
import { numberIn } from "./numbers.ts";
import type { Subjects } from "./repair.ts";

/** A line that begins with a course number: what stands before it, the number itself and everything else. */
export type Candidate = {
  line: Line;
  number: { text: string; tokens: Token[]; sure: number };
  /** The term of a row that carries its own. */
  term: { found: FoundTerm; tokens: Token[] } | null;
  /** Everything but number and term: title, values and marks, from left to right. */
  rest: Token[];
  left: number;
};

const MARK = /^[*#+^@†‡§&~-]{1,2}$|^[Rr]$/;

/** Whether words before a course number may stand there: marks, section numbers, dates, grades or units. */
const mayLead = (tokens: readonly Token[]): boolean =>
  tokens.every(
    (token) =>
      MARK.test(token.text) ||
      /^\d{1,6}$/.test(token.text) ||
      numberIn(token.text, token.ocr) !== null ||
      isGrade(token.text) ||
      findDates(token.text).length > 0,
  );

function make(line: Line, at: number, number: CourseNumber, term: Candidate["term"], factor = 1): Candidate {
  const own = line.tokens.slice(at, at + number.count);
  const used = new Set([...own, ...(term?.tokens ?? [])]);
  return {
    line,
    number: { text: number.text, tokens: own, sure: number.sure * factor },
    term,
    rest: line.tokens.filter((token) => !used.has(token)),
    left: own[0]!.left,
  };
}

const hasValue = (tokens: readonly Token[]): boolean =>
  tokens.some(
    (token) => /^\d{1,2}[.,]\d/.test(token.text) || isGrade(token.text) || /^\d{1,2}$/.test(token.text),
  );

/** The course row a line is, or null. `subjects` are those seen elsewhere in the document, for misread numbers. */
export function candidateOf(
  line: Line,
  header: readonly HeaderColumn[] | null,
  subjects: Subjects | null,
): Candidate | null {
  const words = line.tokens.map((token) => token.text);
  const limit = Math.min(words.length - 1, 7);
  for (let at = 0; at < limit; at += 1) {
    const before = line.tokens.slice(0, at);
    const number =
      courseNumberAt(words.slice(at, at + 5)) ?? subjects?.repair(words.slice(at, at + 4)) ?? null;
    if (!number) continue;
    const rest = line.tokens.slice(at + number.count);
    if (number.sure < 0.85 && !hasValue(rest)) continue;
    if (!rest.some((token) => /\p{L}{2}/u.test(token.text))) continue;
    if (mayLead(before)) return make(line, at, number, null);
    const leads = findTerm(before.map((token) => token.text).join(" "));
    if (leads && leads.rest.replace(/[^\p{L}]/gu, "").length <= 1)
      return make(line, at, number, { found: leads, tokens: before });
  }
  return header ? byHeader(line, header) : null;
}

/** A row found by the columns of its header alone: the title may stand first, or the number have an unusual form. */
function byHeader(line: Line, header: readonly HeaderColumn[]): Candidate | null {
  const numberColumn = header.find((column) => column.role === "number");
  const titleColumn = header.find((column) => column.role === "title");
  if (!numberColumn || !titleColumn || !hasValue(line.tokens)) return null;
  const slack = line.letter;
  if (titleColumn.left < numberColumn.left) {
    const at = line.tokens.findIndex((token) => token.right > numberColumn.left - slack);
    const number = at > 0 ? courseNumberAt(line.tokens.slice(at, at + 4).map((token) => token.text)) : null;
    return number ? make(line, at, number, null, 0.95) : null;
  }
  const own = line.tokens.filter(
    (token) => token.right < titleColumn.left + slack && token.right > numberColumn.left - slack,
  );
  const text = own.map((token) => token.text).join(" ");
  if (own.length === 0 || own.length > 3 || line.tokens[0] !== own[0]) return null;
  if (!/\d/.test(text) || /\d[.,]\d{2}$/.test(text) || text.replace(/\W/g, "").length < 3) return null;
  if (findTerm(text) || findDates(text).length > 0) return null;
  const rest = line.tokens.slice(own.length);
  if (!rest.some((token) => /\p{L}{2}/u.test(token.text)) || !hasValue(rest.slice(1))) return null;
  return make(line, 0, { text, subject: "", count: own.length, sure: 0.6 }, null);
}
