import type { courseStates, unitSystems } from "#db/enums.ts";
import type { ReadField, ReadRow } from "#db/reading.ts";
import { fieldOf, rowOf, surety, textOf } from "../field.ts";
import type { Line } from "../layout/lines.ts";
import type { Token } from "../layout/tokens.ts";
import { gradeIn, stateOf, statusOf } from "../text/grades.ts";
import { endOfTerm, type FoundTerm, termName } from "../text/terms.ts";
import type { Candidate } from "./candidates.ts";
import { isRemark, isTotals, type Section } from "./line-kinds.ts";
import { numberIn, plainUnits } from "./numbers.ts";
import type { Subjects } from "./repair.ts";
import type { Item } from "./sort-lines.ts";
import { type Amount, unitsOf } from "./units.ts";
import { tokensIn, type ValueColumn } from "./value-columns.ts";

type CourseState = (typeof courseStates)[number];
type UnitSystem = (typeof unitSystems)[number];

/** The term that holds for a row: what was found and the words it stands in. */
export type TermHere = { found: FoundTerm; tokens: Token[] };

export type RowPlace = {
  columns: readonly ValueColumn[];
  term: TermHere | null;
  section: Section;
  today: string;
  unitSystem: UnitSystem;
  /** How many decimals units have in this document, for lost decimal points. */
  decimals: number;
  subjects: Subjects;
  following: readonly Item[];
  /** The two items before the row. */
  preceding: readonly Item[];
  /** Below 1 where the heading of a new block seems to be missing, so that the term above may not be the row's. */
  doubt: number;
  /** No row of the last term has a grade: it still runs, or its grades were not in when the page was printed. */
  ungraded: boolean;
};

type Draft = { title: Token[]; values: Map<ValueColumn, Token[]>; used: Token[]; marks: Token[] };

const FLAG = /^[*#+@^&†‡()[\]REIX-]{1,3}$|^(rpt|rep|repeat(ed)?|incl|excl|\(r\))$/i;

/** Splits the words of a row into its title and the values of its columns. */
function draftOf(tokens: readonly Token[], columns: readonly ValueColumn[], letter: number): Draft {
  const values = new Map<ValueColumn, Token[]>();
  const taken = new Map<Token, ValueColumn>();
  for (const column of columns) {
    const own = tokensIn(tokens, column, letter).filter((token) => !taken.has(token));
    if (own.length === 0) continue;
    values.set(column, own);
    for (const token of own) taken.set(token, column);
  }
  // The title is the longest run of words between the values.
  const runs: Token[][] = [[]];
  tokens.forEach((token, at) => {
    const last = tokens[at - 1];
    // A level, section or reference number in a narrow column of its own stands before the title, not in it.
    const code =
      last && runs[runs.length - 1]!.length === 1 && /^(?:[\p{Lu}\d]{1,3}|\d{4,6})$/u.test(last.text);
    if (taken.has(token) || (code && token.left - last.right > letter * 1.3)) runs.push([]);
    if (!taken.has(token)) runs[runs.length - 1]!.push(token);
  });
  // What a column of remarks says is longer than many a title.
  const letters = (run: readonly Token[]) =>
    /^repeat/i.test(textOf(run)) ? 0 : textOf(run).replace(/[^\p{L}]/gu, "").length;
  const title = runs.reduce((best, run) => (letters(run) > letters(best) ? run : best), runs[0]!);
  const marks = runs.filter((run) => run !== title).flat();
  return { title: letters(title) < 2 ? [] : trimmed(title), values, used: [...tokens], marks };
}

const LEADERS = /^[.,:;·…_\-~]+$|^[.,:;ceosanrmutvw·…_-]{5,}$/i;

/** Without a dash before it, leader dots (or what scanning made of them) and lone marks after it. */
function trimmed(title: readonly Token[]): Token[] {
  const out = [...title];
  while (out[0] && /^[-–—:*#~+|]$/.test(out[0].text)) out.shift();
  for (let last = out[out.length - 1]; last; last = out[out.length - 1]) {
    const leaders = LEADERS.test(last.text) && (last.confidence < 0.75 || !/\p{L}/u.test(last.text));
    const flag = out.length > 1 && /^[*#+@^~|-]$|^\([rR]\)$/.test(last.text);
    if (!leaders && !flag) break;
    out.pop();
  }
  return out;
}

const belongsBelow = (row: Line, text: Line, under: Line): boolean =>
  text.region === under.region && under.top - text.top < (text.top - row.top) * 0.75;

/** The first line of a title whose row stands at the height of a later one, or of none. */
function begun(line: Line, draft: Draft, place: RowPlace): Token[] {
  const above = place.preceding.at(-1);
  const before = place.preceding.at(-2);
  if (above?.kind !== "text" || above.line.region !== line.region || above.line.page !== line.page) return [];
  const text = above.line;
  if ((before?.kind === "row" || before?.kind === "text") && !belongsBelow(before.line, text, line))
    return [];
  const height = Math.max(line.bottom - line.top, 4);
  const left = draft.title[0]?.left ?? place.following[0]?.line.left;
  const near =
    line.top - text.top < height * 1.3 &&
    place.columns.every((column) => text.right < column.left || column.right < text.left);
  const aligned = left !== undefined && Math.abs(text.left - left) < line.letter * 1.5;
  // Two lines around the row's height, or three with the second beside the number.
  const next = place.following[0];
  const goesOn =
    next?.kind === "text" &&
    next.line.top - line.top < height * 1.3 &&
    Math.abs(next.line.left - text.left) < line.letter * 1.5;
  return near && aligned && goesOn && text.cells.length === 1 && !isRemark(text.text) ? text.tokens : [];
}

/** Second lines of a title: words under it without values, near and no remark of their own. */
function wrapped(line: Line, draft: Draft, place: RowPlace, numberLeft: number): Token[] {
  const more: Token[] = [];
  const start = draft.title[0] ?? begun(line, draft, place)[0] ?? { left: numberLeft + line.letter };
  const alone = draft.title.length === 0;
  const end = Math.min(
    ...place.columns.map((column) => (column.left > start.left && !alone ? column.left : 9999)),
    line.right + 400,
  );
  let above = line;
  for (const item of place.following.slice(0, 2)) {
    const { line: next } = item;
    if (item.kind !== "text" || next.region !== line.region || next.page !== line.page) break;
    // Text in the middle of its cell's height: a line nearer to the row under it begins that row's title.
    const under = place.following[place.following.indexOf(item) + 1];
    if (under?.kind === "row" && belongsBelow(above, next, under.line)) break;
    const height = Math.max(above.bottom - above.top, 4);
    if (next.top - above.top > height * 2.1 || (!alone && isRemark(next.text)) || isTotals(next.text)) break;
    if (next.left < start.left - line.letter * 1.5 || next.left > start.left + line.letter * 4) break;
    if (
      next.right > end + line.letter ||
      next.cells.length > 1 ||
      (alone ? /\d[.,]\d/ : /\d{4,}|\d[.,]\d/).test(next.text)
    )
      break;
    more.push(...next.tokens);
    above = next;
  }
  return more;
}

const columnOf = (place: RowPlace, draft: Draft, role: string): Token[] => {
  const found = place.columns.find((column) => column.role === role && draft.values.has(column));
  return found ? draft.values.get(found)! : [];
};

/** The units of a row, by its columns. */
function rowUnits(draft: Draft, place: RowPlace): Amount | null {
  return unitsOf({
    cell: (role) => columnOf(place, draft, role),
    guessed: (token) =>
      place.columns.find((each) => draft.values.get(each)?.includes(token))?.guessed === true,
    grade: gradeField(draft, place).grade,
    decimals: place.decimals,
  });
}

function gradeField(
  draft: Draft,
  place: RowPlace,
): { grade: string; field: ReadField | null; sure: boolean } {
  const own = columnOf(place, draft, "grade");
  const ocr = own.some((token) => token.ocr);
  const found =
    gradeIn(textOf(own).replace(/\s+(?=[+-])/g, ""), ocr) ?? (own[0] ? gradeIn(own[0].text, ocr) : null);
  if (found && own.length > 0) {
    const raw = textOf(own);
    return {
      grade: found.grade,
      field: fieldOf(found.grade, own, 0.98 * found.factor, raw),
      sure: found.factor > 0.7,
    };
  }
  if (own[0] && numberIn(own[0].text, ocr)?.decimals)
    return { grade: own[0].text, field: fieldOf(own[0].text, own.slice(0, 1), 0.85), sure: true };
  for (const token of draft.marks) {
    const late = FLAG.test(token.text) ? null : gradeIn(token.text, token.ocr);
    if (late && late.factor > 0.9)
      return { grade: late.grade, field: fieldOf(late.grade, [token], 0.75), sure: true };
  }
  return { grade: "", field: null, sure: false };
}

function stateField(
  grade: string,
  status: CourseState | null,
  endsOn: string | null,
  place: RowPlace,
): CourseState {
  if (place.section.kind === "transfer") return "transfer";
  const stated = stateOf(grade) ?? status;
  if (stated) return stated;
  const runs = place.section.kind === "in_progress" || (endsOn !== null && endsOn > place.today);
  return grade === "" && (runs || place.ungraded) ? "in_progress" : "completed";
}

const OPEN_GRADES: Partial<Record<CourseState, string>> = {
  in_progress: "IP",
  withdrawn: "W",
  transfer: "TR",
};

/** The grade that a status written out stands for where no grade is printed beside it: `Withdrawn` is a W. */
function gradeOfStatus(candidate: Candidate, state: CourseState | null) {
  const grade = state === null ? undefined : OPEN_GRADES[state];
  return grade === undefined
    ? null
    : { grade, field: fieldOf(grade, candidate.status, 0.93), sure: candidate.rest.length > 0 };
}

function termFields(
  term: TermHere | null,
  doubt: number,
): {
  term: ReadField | null;
  completedOn: ReadField | null;
  endsOn: string | null;
} {
  if (!term) return { term: null, completedOn: null, endsOn: null };
  const { found, tokens } = term;
  const label = fieldOf(
    termName(found),
    tokens,
    (found.season === null ? 0.6 : found.guessed ? 0.7 : found.repaired ? 0.8 : 0.97) * doubt,
  );
  const guessed = found.season && found.year ? endOfTerm(found.season, found.year, found.quarter) : null;
  const endsOn = found.endsOn ?? guessed;
  if (!endsOn) return { term: label, completedOn: null, endsOn: null };
  return { term: label, completedOn: fieldOf(endsOn, tokens, (found.endsOn ? 0.96 : 0.7) * doubt), endsOn };
}

/** One row of the entry grid from a course line; null where the line turns out to hold neither units nor a grade. */
export function courseRow(candidate: Candidate, place: RowPlace): ReadRow | null {
  const { line, number } = candidate;
  let draft = draftOf(candidate.rest, place.columns, line.letter);
  let more = wrapped(line, draft, place, candidate.left);
  const next = place.following[0];
  if (draft.values.size === 0 && next?.kind === "text" && next.line.region === line.region) {
    const below = draftOf(next.line.tokens, place.columns, next.line.letter);
    if (below.values.size > 0 && below.values.size >= Math.min(2, place.columns.length)) {
      draft = { ...below, title: [...draft.title, ...below.title], used: [...draft.used, ...below.used] };
      more = [];
    }
  }
  const units = rowUnits(draft, place);
  const status = candidate.status.length > 0 ? statusOf(textOf(candidate.status)) : null;
  const printed = gradeField(draft, place);
  const {
    grade,
    field: gradeRead,
    sure,
  } = printed.field ? printed : (gradeOfStatus(candidate, status) ?? printed);
  if (!units && !gradeRead) return null;
  if (!units && !sure) return null;
  const title = [...begun(line, draft, place), ...draft.title, ...trimmed(more)];
  if (title.length === 0) return null;

  const quarter = candidate.term?.found.quarter || place.term?.found.quarter;
  const { term, completedOn, endsOn } = termFields(
    candidate.term ?? place.term,
    candidate.term ? 1 : place.doubt,
  );
  const state = stateField(grade, status, endsOn, place);
  const system = state === "transfer" && !quarter ? "semester" : place.unitSystem;
  const slip = number.tokens.some((token) => token.ocr)
    ? place.subjects.slip(number.text.replace(/[\s.:*-]*\d.*$/, ""))
    : null;
  const spelled = slip ? number.text.replace(/^.*?(?=[\s.:*-]*\d)/, slip) : number.text;
  const lettered = number.tokens.some((token) => token.ocr) ? place.subjects.lettered(spelled) : null;
  const numberText = lettered ?? spelled;
  const shown = [...number.tokens, ...draft.used, ...more];
  const clear = surety(number.tokens);
  const open = state === "in_progress" || state === "transfer";
  const fields: Record<string, ReadField | null> = {
    courseNumber: fieldOf(numberText, number.tokens, 0.98 * number.sure * (slip || lettered ? 0.75 : 1)),
    title: fieldOf(textOf(title), title, 0.97),
    term,
    completedOn,
    units: units ? fieldOf(plainUnits(units.value), units.tokens, 0.98 * units.factor) : null,
    unitSystem: { value: system, raw: "", confidence: 0.9, box: null },
    grade: gradeRead ?? { value: "", raw: "", confidence: open ? 0.85 * clear : 0.3, box: null },
    state: {
      value: state,
      raw: "",
      confidence: gradeRead?.confidence ?? (open ? (place.ungraded ? 0.75 : 0.85) : 0.4),
      box: gradeRead?.box ?? null,
    },
  };
  if (place.section.college)
    fields.institutionName = {
      value: place.section.college,
      raw: place.section.college,
      confidence: 0.85,
      box: null,
    };
  return rowOf(fields, ["courseNumber", "title", "units", "grade", "term"], shown);
}
