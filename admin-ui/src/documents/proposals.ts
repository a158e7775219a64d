import type { Box, ReadField, ReadRow } from "#db/reading.ts";
import type { DocumentReading, MemoryHit } from "../providers/wire.ts";
import { type Draft, type DraftRow, newKey, type Section, sections, trimmed } from "./entries.ts";
import { shownDate } from "./typedDate.ts";

/** Below this a cell is marked for a closer look. */
export const sureFrom = 0.8;

/** What is known of one proposed cell: how sure, as printed, where it stands, and whether memory or a guess filled it. */
export type CellMark = {
  confidence: number;
  raw: string;
  box: Box | null;
  by: "read" | "match" | "memory" | "guess" | "estimate";
  memory?: MemoryHit;
};
export type Proposal = {
  from: string;
  section: Section;
  row: DraftRow;
  marks: Record<string, CellMark>;
  box: Box | null;
  /** Every cell that was read from the page is sure. */
  sure: boolean;
};
export type Proposals = ReadonlyMap<string, Proposal>;

/** A course number as memory keeps it: without case, blanks and punctuation. */
export const courseKey = (number: string) => number.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

const earlyChildhood =
  /^(ece|eced|ecd|ecs|ecse|ecee|cd|cde|cdec|cdev|cdes|chd|chdv|chdev|chld|child|cdf|cdfs|cfs|hdfs|edec)\d/;

/** Departments that teach more than early childhood: there the title tells. */
const education = /^(ed|edu|educ|teach|tched|fcs|hd|hdev|psych?)\d/;
const ofChildren = /\b(child(ren|hood)?|infants?|toddlers?|preschool|kindergarten|early learning)\b/i;

/** A cautious first class from the subject letters of the number, and the title; always marked for a look. */
export function guessedClass(number: string, title = ""): "ece_cd" | "general_education" {
  const key = courseKey(number);
  const early = earlyChildhood.test(key) || (education.test(key) && ofChildren.test(title));
  return early ? "ece_cd" : "general_education";
}

function likeness(left: string, right: string): number {
  const pairs = (text: string) => {
    const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    return new Set(
      Array.from({ length: Math.max(0, plain.length - 1) }, (_x, at) => plain.slice(at, at + 2)),
    );
  };
  const [a, b] = [pairs(left), pairs(right)];
  if (a.size + b.size === 0) return 0;
  return (2 * [...a].filter((each) => b.has(each)).length) / (a.size + b.size);
}

/** A day as pages print it: `5/31/2019`, `2019-05-31`, `May 31, 2019`. */
const printedDay = /\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|[a-z]{3,9}\.? \d{1,2}\b|\b\d{1,2} [a-z]{3,9}/i;

const read = (field: ReadField): CellMark => ({
  confidence: field.confidence,
  raw: field.raw,
  box: field.box,
  by: "read",
});

/** The day a term ended is often not printed: then it is the usual one of the season, one doubt for the whole term. */
const readDay = (field: ReadField): CellMark =>
  field.confidence < sureFrom && !printedDay.test(field.raw)
    ? { ...read(field), by: "estimate" }
    : read(field);

/** Fills and confirms cells of a course by what the registry decided of it before. M3 */
function remember(row: DraftRow, marks: Record<string, CellMark>, memory: readonly MemoryHit[]): void {
  const number = String(row.courseNumber ?? "");
  const hit = memory.find((each) => courseKey(each.courseNumber) === courseKey(number));
  if (!hit) {
    row.classification = guessedClass(number, String(row.title ?? ""));
    marks.classification = { confidence: 0.5, raw: "", box: null, by: "guess" };
    return;
  }
  const by = { box: null, by: "memory", memory: hit } as const;
  row.classification = hit.classification;
  marks.classification = { ...by, confidence: 1, raw: "" };
  const title = String(row.title ?? "");
  const close = likeness(title, hit.title);
  if (!title || (close > 0.75 && (marks.title?.confidence ?? 0) < sureFrom)) {
    row.title = hit.title;
    marks.title = { ...by, confidence: title ? 0.9 : 0.7, raw: title, box: marks.title?.box ?? null };
  } else if (close === 1 && marks.title) marks.title.confidence = 1;
  if (!row.units) {
    row.units = trimmed(hit.units);
    row.unitSystem = hit.unitSystem;
    marks.units = { ...by, confidence: 0.7, raw: "" };
  } else if (Number(row.units) === Number(hit.units) && marks.units) marks.units.confidence = 1;
}

function proposalOf(
  section: Section,
  read_: ReadRow,
  { reading, institution, institutionConfidence, memory }: DocumentReading,
): Proposal {
  const row: DraftRow = { key: newKey() };
  const marks: Record<string, CellMark> = {};
  for (const [cell, field] of Object.entries(read_.fields)) {
    row[cell] = cell.endsWith("On") ? shownDate(field.value) : field.value;
    if (cell === "units" || cell === "hours") row[cell] = trimmed(field.value);
    marks[cell] = cell === "completedOn" ? readDay(field) : read(field);
  }
  if (section === "courses" || section === "degrees") {
    const named = reading?.institution;
    const own = read_.fields.institutionName;
    if (institution && (!own || own.value === named?.value)) {
      row.institutionId = institution.id;
      row.institutionName = institution.name;
      const confidence = institutionConfidence ?? 0;
      marks.institutionName = { confidence, raw: named?.raw ?? "", box: named?.box ?? null, by: "match" };
    } else if (!own && named) {
      row.institutionId = null;
      row.institutionName = named.value;
      marks.institutionName = { ...read(named), confidence: Math.min(named.confidence, 0.7) };
    }
  }
  if (section === "courses") {
    row.unitSystem ??= "semester";
    row.state ??= row.grade ? "completed" : "in_progress";
    remember(row, marks, row.institutionId === institution?.id ? memory : []);
  }
  if (section === "degrees") row.level ??= "associate";
  row.pageNumber = read_.box ? String(read_.box.page) : "";
  const sure = Object.values(marks).every(({ by, confidence }) => by !== "read" || confidence >= sureFrom);
  const first = Object.values(read_.fields)[0]?.value ?? "";
  const at = read_.box ? `${read_.box.page}:${read_.box.y.toFixed(3)}:${read_.box.x.toFixed(2)}` : "";
  const from = `${section}:${at}:${first}`;
  row.mark = { from, proposed: true, unsure: true, source: "read", box: read_.box };
  return { from, section, row, marks, box: read_.box, sure };
}

/** What the reader proposes, as rows of the grid with what is known of each cell; in the order of the page. */
export function toProposals(answer: DocumentReading | undefined): Proposals {
  const all = new Map<string, Proposal>();
  if (!answer?.reading) return all;
  for (const section of sections) {
    for (const each of answer.reading.rows[section]) {
      const proposal = proposalOf(section, each, answer);
      // Two equal lines without a place are two rows all the same.
      while (all.has(proposal.from)) proposal.from += "'";
      proposal.row.mark = { ...proposal.row.mark, from: proposal.from };
      all.set(proposal.from, proposal);
    }
  }
  return all;
}

const samePlace = (a: Box, b: Box) => {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  return a.page === b.page && across > 0 && shared > Math.min(a.height, b.height) / 2;
};
const named: Record<Section, readonly string[]> = {
  degrees: ["level", "title"],
  courses: ["courseNumber", "term"],
  credentials: ["name", "documentNumber"],
  trainingHours: ["title", "completedOn"],
};

/** Whether a row that stands already is the line that is proposed: by its place on the page, else by what it says. */
function covers(section: Section, row: DraftRow, proposal: Proposal): boolean {
  if (row.mark?.box && proposal.box) return samePlace(row.mark.box, proposal.box);
  const [main, second] = named[section].map((cell) => [
    courseKey(String(row[cell] ?? "")),
    courseKey(String(proposal.row[cell] ?? "")),
  ]);
  if (!main?.[0] || main[0] !== main[1]) return false;
  return !second?.[0] || !second[1] || second[0] === second[1];
}

/**
 * The rows with every proposal that is neither there, nor skipped, nor entered already; each stands after the line
 * that is before it on the page. Saved rows win: a proposal that says the same is only tied to its row.
 */
export function withProposals(draft: Draft, proposals: Proposals, skipped: readonly string[]): Draft {
  const result = { ...draft };
  for (const section of sections) {
    const order = [...proposals.values()].filter((each) => each.section === section);
    if (order.length === 0) continue;
    const rank = new Map(order.map(({ from }, index) => [from, index]));
    // Read anew, a page may say less than before: what was proposed then and is no longer, goes.
    const rows = draft[section].filter(({ mark }) => !mark?.proposed || rank.has(mark.from ?? ""));
    const missing = order.filter(({ from }) => !rows.some(({ mark }) => mark?.from === from));
    const free = missing.filter((proposal) => {
      const at = rows.findIndex((row) => !row.mark?.from && covers(section, row, proposal));
      if (at < 0) return !skipped.includes(proposal.from);
      const row = rows[at]!;
      const box = row.id === undefined ? (row.mark?.box ?? proposal.box) : row.mark?.box;
      rows[at] = { ...row, mark: { ...row.mark, from: proposal.from, box } };
      return false;
    });
    for (const proposal of free) {
      const mine = rank.get(proposal.from)!;
      const before = rows.findLastIndex(({ mark }) => (rank.get(mark?.from ?? "") ?? order.length) < mine);
      const after = rows.findIndex(({ mark }) => (rank.get(mark?.from ?? "") ?? -1) > mine);
      rows.splice(before >= 0 ? before + 1 : after >= 0 ? after : rows.length, 0, { ...proposal.row });
    }
    result[section] = rows;
  }
  return result;
}

/** What is doubtful of a cell: proposed below {@link sureFrom}, untouched, and its row not yet looked at. */
export function doubt(row: DraftRow, cell: string, proposals: Proposals): CellMark | undefined {
  if (!row.mark?.unsure || !row.mark.from) return undefined;
  const proposal = proposals.get(row.mark.from);
  const mark = proposal?.marks[cell];
  if (!mark || mark.confidence >= sureFrom) return undefined;
  return row[cell] === proposal.row[cell] ? mark : undefined;
}

/** Where a cell stands on the page: its own words, else its row. */
export function placeOf(row: DraftRow | undefined, cell: string, proposals: Proposals): Box | null {
  const proposal = row?.mark?.from ? proposals.get(row.mark.from) : undefined;
  return proposal?.marks[cell]?.box ?? row?.mark?.box ?? proposal?.box ?? null;
}

const inside = (box: Box | null | undefined, at: Box) =>
  box?.page === at.page &&
  at.x >= box.x &&
  at.x <= box.x + box.width &&
  at.y >= box.y - 0.002 &&
  at.y <= box.y + box.height + 0.002;

/** The cell whose words were clicked on the page, else the row; `at` is a point, a box without size. */
export function cellAt(
  draft: Draft,
  proposals: Proposals,
  at: Box,
): { section: Section; row: number; cell?: string } | undefined {
  let whole: { section: Section; row: number } | undefined;
  for (const section of sections) {
    for (const [row, each] of draft[section].entries()) {
      const marks = proposals.get(each.mark?.from ?? "")?.marks ?? {};
      const cell = Object.keys(marks).find(
        (name) => name !== "institutionName" && inside(marks[name]?.box, at),
      );
      if (cell) return { section, row, cell };
      if (inside(each.mark?.box, at)) whole ??= { section, row };
    }
  }
  return whole;
}

/** A proposal as a row of the record: somebody looked at it. */
export const accepted = (row: DraftRow): DraftRow => {
  const { proposed: _proposed, unsure: _unsure, ...mark } = row.mark ?? {};
  return { ...row, mark };
};

/** Takes all sure proposals, their guessed cells still marked; where only doubtful ones are left, takes those. */
export function acceptAll(draft: Draft, proposals: Proposals): Draft {
  const open = sections.flatMap((section) => draft[section].filter(({ mark }) => mark?.proposed));
  const isSure = (row: DraftRow) => proposals.get(row.mark?.from ?? "")?.sure ?? false;
  const some = open.some(isSure);
  const take = (row: DraftRow): DraftRow => {
    if (!row.mark?.proposed || (some && !isSure(row))) return row;
    const { proposed: _proposed, ...mark } = row.mark;
    return { ...row, mark };
  };
  return Object.fromEntries(sections.map((section) => [section, draft[section].map(take)])) as Draft;
}

/** Rows that share an estimated day: the same term with the same day. */
const sharesEstimate = (row: DraftRow, other: DraftRow, proposals: Proposals) =>
  row.term === other.term &&
  row.completedOn === other.completedOn &&
  doubt(other, "completedOn", proposals)?.by === "estimate";

/** A day typed over an estimated one goes to all rows of the term that hold the same estimate. */
export function withTermDay(
  rows: readonly DraftRow[],
  index: number,
  day: string,
  proposals: Proposals,
): readonly DraftRow[] {
  const row = rows[index];
  const mark = row?.mark?.from ? proposals.get(row.mark.from)?.marks.completedOn : undefined;
  if (!row || mark?.by !== "estimate") return rows;
  return rows.map((other, at) => {
    const others = other.mark?.from ? proposals.get(other.mark.from)?.marks.completedOn : undefined;
    const follows =
      others?.by === "estimate" && other.term === row.term && other.completedOn === row.completedOn;
    return follows && at !== index ? { ...other, completedOn: day } : other;
  });
}

/** Every doubtful cell in the order of the grid, as `section.row.cell`; an estimated day once for its term. */
export function doubtfulCells(
  draft: Draft,
  proposals: Proposals,
  columns: Record<Section, readonly { cell: string }[]>,
): string[] {
  return sections.flatMap((section) =>
    draft[section].flatMap((row, index) =>
      columns[section]
        .filter(({ cell }) => {
          const mark = doubt(row, cell, proposals);
          if (mark?.by !== "estimate") return Boolean(mark);
          return draft[section].findIndex((other) => sharesEstimate(row, other, proposals)) === index;
        })
        .map(({ cell }) => `${section}.${index}.${cell}`),
    ),
  );
}
