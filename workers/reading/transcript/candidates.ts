import type { Line } from "../layout/lines.ts";
import type { Token } from "../layout/tokens.ts";
import { type CourseNumber, courseNumberAt } from "../text/course-number.ts";
import { findDates } from "../text/dates.ts";
import { isGrade, looksLikeGrade, statusOf } from "../text/grades.ts";
import type { HeaderColumn } from "../text/header-words.ts";
import { type FoundTerm, findTerm } from "../text/terms.ts";
import { isTotals } from "./line-kinds.ts";
import { numberIn } from "./numbers.ts";
import type { Subjects } from "./repair.ts";

/** A line that begins with a course number: what stands before it, the number itself and everything else. */
export type Candidate = {
  line: Line;
  number: { text: string; tokens: Token[]; sure: number };
  /** The term of a row that carries its own. */
  term: { found: FoundTerm; tokens: Token[] } | null;
  /** What a column of its own says of the course: `Registered`, `Withdrawn`. */
  status: Token[];
  /** Everything but number, term and status: title, values and marks, from left to right. */
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
      looksLikeGrade(token.text, token.ocr) ||
      (token.ocr && /^[a-z|]{1,2}[-+]?$/.test(token.text)) ||
      statusOf(token.text) !== null ||
      findDates(token.text).length > 0,
  );

/** `In Progress` in the column of grades is one mark, not two. */
function inOneWord(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    const last = out[out.length - 1];
    if (!last || !/^in$/i.test(last.text) || !/^prog/i.test(token.text)) {
      out.push(token);
      continue;
    }
    const [x, y] = [last.box.x, Math.min(last.box.y, token.box.y)];
    const right = Math.max(last.box.x + last.box.width, token.box.x + token.box.width);
    const bottom = Math.max(last.box.y + last.box.height, token.box.y + token.box.height);
    out[out.length - 1] = {
      ...last,
      text: `${last.text} ${token.text}`,
      right: Math.max(last.right, token.right),
      confidence: Math.min(last.confidence, token.confidence),
      box: { page: last.page, x, y, width: Math.max(0, right - x), height: bottom - y },
    };
  }
  return out;
}

/** The words of a status that stand apart from their neighbours, in a column of their own. */
function statusAmong(tokens: readonly Token[], lead: number, letter: number): Token[] {
  const apart = (left: Token | undefined, right: Token | undefined) =>
    !left || !right || right.left - left.right > letter * 1.2;
  for (let at = 0; at < tokens.length; at += 1)
    for (let count = Math.min(3, tokens.length - at); count >= 1; count -= 1) {
      const run = tokens.slice(at, at + count);
      if (!run.every((token) => /\p{L}/u.test(token.text))) continue;
      if (!apart(tokens[at - 1], run[0]) || !apart(run[count - 1], tokens[at + count])) continue;
      const text = run.map((token) => token.text).join(" ");
      // Behind the title these stand for a grade, in the column of grades.
      if (at >= lead && /^(in.?prog|withdr|transfer$)/i.test(text)) continue;
      if (statusOf(text) !== null) return run;
    }
  return [];
}

function make(line: Line, at: number, number: CourseNumber, term: Candidate["term"], factor = 1): Candidate {
  const own = line.tokens.slice(at, at + number.count);
  const others = line.tokens.filter((token) => !own.includes(token) && !term?.tokens.includes(token));
  const status = statusAmong(others, at, line.letter);
  const used = new Set([...own, ...(term?.tokens ?? []), ...status]);
  return {
    line,
    number: { text: number.text, tokens: own, sure: number.sure * factor },
    term,
    status,
    rest: inOneWord(line.tokens.filter((token) => !used.has(token))),
    left: own[0]!.left,
  };
}

const titled = (rest: readonly Token[]): boolean =>
  rest.some((token) => /\p{L}{2}/u.test(token.text) && !isGrade(token.text));

/** Units and grade alone: the title stands on a line of its own. */
const bare = (rest: readonly Token[]): boolean =>
  rest.length >= 2 &&
  rest.length <= 5 &&
  hasValue(rest) &&
  rest.some((token) => isGrade(token.text)) &&
  mayLead(rest);

/** The term that a run of words names and nothing else. */
function wholeTerm(tokens: readonly Token[]): Candidate["term"] {
  const found = findTerm(tokens.map((token) => token.text).join(" "));
  return found && found.rest.replace(/[^\p{L}\d]/gu, "").length === 0 ? { found, tokens: [...tokens] } : null;
}

/** A term at the beginning of the words before a course number. */
function termAmong(before: readonly Token[]): Candidate["term"] {
  for (let count = Math.min(4, before.length); count >= 1; count -= 1) {
    const term = wholeTerm(before.slice(0, count));
    if (term) return term;
  }
  return null;
}

/** A term in a column of its own behind the title. */
function termAfter(rest: readonly Token[], letter: number): Candidate["term"] {
  for (let at = 1; at < rest.length; at += 1) {
    const apart = rest[at]!.left - rest[at - 1]!.right > letter * 1.2;
    if (!apart && numberIn(rest[at - 1]!.text, false) === null && !isGrade(rest[at - 1]!.text)) continue;
    for (let count = Math.min(3, rest.length - at); count >= 1; count -= 1) {
      // `Spring 2022   3`: the units of the next column are no part of the term.
      const [end, inner] = [rest[at + count - 1]!, rest[at + count - 2]!];
      if (count > 1 && /^\d{1,2}$/.test(end.text) && end.left - inner.right > letter * 1.2) continue;
      const term = wholeTerm(rest.slice(at, at + count));
      if (term) return term;
    }
  }
  return null;
}

const LITTLE_WORDS = /^(to|of|in|on|at|and|for|the|a|ages?|by|is|as|from|with)$/i;

/** `cD`, `SoC` and `soc 271` are subjects in capitals that scanning took for small letters; `152wW` ends in one W. */
const evenCapitals = (text: string, next: string): string => {
  if (LITTLE_WORDS.test(text)) return text;
  const mixed = /^[\p{L}&.]{2,5}$/u.test(text) && /\p{Lu}/u.test(text.slice(1));
  if (mixed || (/^[a-z]{2,4}$/.test(text) && /^\d{1,4}[A-Za-z]{0,2}$/.test(next))) return text.toUpperCase();
  // `CDEV*Q65`, `ECE-O25`: a nought or one before the digits.
  const digits = text.replace(
    /^([A-Z]{2,6}[-*.]?)([OQIl])(?=\d{2,3}[A-Z]?$)/,
    (_, subject: string, letter: string) => subject + (/[OQ]/.test(letter) ? "0" : "1"),
  );
  const ended = digits.replace(/(?<=^(?:[A-Z]{2,6}[-*.]?)?\d{1,3})[IOQl]$/, (letter) =>
    /[OQ]/.test(letter) ? "0" : "1",
  );
  return ended.replace(/(?<=\d)([a-z])([A-Z])$/, (ends, small: string, large: string) =>
    small.toUpperCase() === large ? large : ends,
  );
};

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
  if (/\b(gpa|ehrs|qpts)\b/i.test(line.text)) return null;
  const words = line.tokens.map((token, at) =>
    token.ocr ? evenCapitals(token.text, line.tokens[at + 1]?.text ?? "") : token.text,
  );
  const limit = Math.min(words.length - 1, 7);
  let best: Candidate | null = null;
  for (let at = 0; at < limit; at += 1) {
    const before = line.tokens.slice(0, at);
    const [first, second] = [line.tokens[at]!, line.tokens[at + 1]];
    if (second && statusOf(first.text) !== null) continue;
    if (second && looksLikeGrade(first.text, first.ocr) && second.left - first.right > line.letter * 1.6)
      continue;
    const printed = courseNumberAt(words.slice(at, at + 5));
    const doubtful = first.ocr && (!printed || !subjects?.knows(printed.subject));
    const meant = doubtful ? (subjects?.repair(words.slice(at, at + 4)) ?? null) : null;
    const number = meant && meant.subject !== printed?.subject ? meant : printed;
    if (!number) continue;
    const rest = line.tokens.slice(at + number.count);
    if (number.sure < 0.85 && !hasValue(rest)) continue;
    if (!titled(rest) && !(number.sure >= 0.7 && bare(rest))) continue;
    // A sentence that goes on is no title: "Ages 3 to 5".
    if (number.sure < 1 && /^\p{Ll}/u.test(rest[0]!.text)) continue;
    // `AGES 3 TO 5`, the second line of a title in capitals.
    if (/^(to|through|and|or|of)$/i.test(rest[0]!.text) && /^\d/.test(rest[1]?.text ?? "")) continue;
    const leads = termAmong(before);
    if (mayLead(before.filter((token) => !leads?.tokens.includes(token)))) {
      const after = leads ? null : termAfter(rest, line.letter);
      const found = make(line, at, number, leads ?? after);
      if (!best || found.number.sure > best.number.sure) best = found;
      if (found.number.sure >= 0.85) break;
    }
  }
  if (best) return best;
  return header ? byHeader(line, header) : null;
}

/** A row found by the columns of its header alone: the title may stand first, or the number have an unusual form. */
function byHeader(line: Line, header: readonly HeaderColumn[]): Candidate | null {
  const numberColumn = header.find((column) => column.role === "number");
  const titleColumn = header.find((column) => column.role === "title");
  if (!numberColumn || !titleColumn || !hasValue(line.tokens)) return null;
  const slack = line.letter;
  if (titleColumn.left < numberColumn.left) {
    // Long titles reach into the column of numbers: the number is what looks like one nearest to its heading.
    const starts = line.tokens.flatMap((token, at) => {
      const away = Math.abs(token.left - numberColumn.left);
      const number = courseNumberAt(line.tokens.slice(at, at + 4).map((word) => word.text));
      return at > 0 && number && away < slack * 8 ? [{ at, number, away }] : [];
    });
    const [near] = starts.sort((a, b) => a.away - b.away);
    return near ? make(line, near.at, near.number, null, 0.95) : null;
  }
  const own = line.tokens.filter(
    (token) => token.right < titleColumn.left + slack && token.right > numberColumn.left - slack,
  );
  const text = own.map((token) => token.text).join(" ");
  if (own.length === 0 || own.length > 3 || line.tokens[0] !== own[0] || isTotals(line.text)) return null;
  if (!/\d/.test(text) || /\d[.,]\d{2}$/.test(text) || text.replace(/\W/g, "").length < 3) return null;
  if (findTerm(text) || findDates(text).length > 0) return null;
  const rest = line.tokens.slice(own.length);
  if (!rest.some((token) => /\p{L}{2}/u.test(token.text)) || !hasValue(rest.slice(1))) return null;
  return make(line, 0, { text, subject: "", count: own.length, sure: 0.6 }, null);
}
