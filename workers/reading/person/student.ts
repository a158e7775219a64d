import type { ReadField } from "#db/reading.ts";
import { labelled } from "../labels.ts";
import { type Cell, cellsOf, type Line } from "../layout/lines.ts";
import type { Token } from "../layout/tokens.ts";
import { findDates } from "../text/dates.ts";
import { labelledName, nameField, nameIn } from "./names.ts";

const GIVEN = /(first name|given name|first|given)/i;
const MIDDLE = /(middle name|middle initial|middle|mi|m\.i\.)/i;
const FAMILY = /(last name|family name|surname|last)/i;

/** One part of a name beside or under its own label: one to three words without numbers or labels among them. */
function partIn(lines: readonly Line[], label: RegExp): Token[] | null {
  for (const found of labelled(lines, label)) {
    if (!found.beneath && !/:$/.test(found.label)) continue;
    const words = found.tokens;
    const sound = words.length <= 3 && words.every((word) => /^\p{Lu}[\p{L}.'’-]*$/u.test(word.text));
    if (sound && !/\b(name|first|last|middle|student|date|number|id)\b/i.test(found.text)) return words;
  }
  return null;
}

/** A name printed in parts: family, given and middle name each under a label of its own. */
function nameOfParts(lines: readonly Line[]): ReadField | null {
  const [given, middle, family] = [partIn(lines, GIVEN), partIn(lines, MIDDLE), partIn(lines, FAMILY)];
  if (!given || !family || given[0] === family[0]) return null;
  const parts = [...given, ...(middle && middle[0] !== given[0] && middle[0] !== family[0] ? middle : [])];
  return nameField([...parts, ...family], 0.88);
}

/** Words of headings, studies, places and standing: a cell with one of them is no name. */
const NOT_A_PERSON =
  /\b(arts?|science|sciences|education|studies|business|administration|nursing|development|childhood|early|child|general|liberal|honors?|dean'?s|list|standing|good|continuing|undergraduate|graduate|freshman|sophomore|junior|senior|center|district|community|campus|hall|box|suite|unofficial|accredited|association|schools|commission|colleges|psychology|sociology|english|history|mathematics|teacher|teaching|technology|services?|records?|admissions|information|current|cumulative|totals?|attempted|earned|points|session|mailing|home|phone|legend|key|end|confidential|not|void|seal|signature|dr|north|south|east|west|library|president|vice|provost|chancellor|primary|transfer|institution|summary|history|report|advising|copy|withdrawn|progress|active|status|admitted|high|united|states|america|california|massachusetts|connecticut|new|york|family|educator|management|social|work|human|nutrition|health|public|associate|bachelor|master|major|minor|concentration|diploma|ged|regular|full|part|time|day|evening|online)\b/i;
const SIGNS = /\b(registrar|dean|director|president|officer|recorder|provost|chancellor|signature)\b/i;
const BESIDE = /\b(id|i\.d\.|ssn|sid|dob|birth|born|student (no|number|id)|page|date|address|issued)\b/i;

/** A whole cell that can be a name: two to five capitalised words, `Last, First` or not. */
function cellName(cell: Cell): Token[] | null {
  const own = nameIn(cell.tokens);
  const joined = own?.length === cell.tokens.length && own.length <= 5 ? own : null;
  const comma = /^[\p{L}'’-]+(\s[\p{L}'’-]+)?,/u.test(cell.text);
  if (!joined || (NOT_A_PERSON.test(cell.text) && !comma) || /[&()]/.test(cell.text)) return null;
  // `Fresno, CA` is a place.
  return /,\s*[A-Z]{2}$/.test(cell.text) || findDates(cell.text).length > 0 ? null : joined;
}

/**
 * A name that no label introduces: a cell above the first course on the first page that has the shape of a name, best
 * where it reads `Last, First`, stands beside a number or a date of birth, or over an address. Never sure.
 */
function unlabelled(lines: readonly Line[], firstRow: Line | null): ReadField | null {
  const page = lines[0]?.page;
  const until = firstRow && firstRow.page === page ? firstRow.top : 450;
  const head = lines.filter((line) => line.page === page && line.top < until).sort((a, b) => a.top - b.top);
  let best: { tokens: Token[]; score: number } | null = null;
  head.forEach((line, at) => {
    const cells = cellsOf(line.tokens, line.letter, 2.2);
    for (const cell of cells) {
      const own = cellName(cell);
      const below = head[at + 1];
      if (!own || (below && SIGNS.test(below.text))) continue;
      const beside = cells.filter((other) => other !== cell).map((other) => other.text);
      const near = [...beside, head[at - 1]?.text ?? "", below?.text ?? ""].join(" ");
      const address =
        /^\d+\s+\p{L}/u.test(below?.text ?? "") || /^p\.?\s?o\.?\s?box/i.test(below?.text ?? "");
      const title = /\b(transcript|academic record|student record|permanent record)\b/i.test(
        head[at - 1]?.text ?? "",
      );
      const score =
        (/^[^,]+,\s*\p{L}/u.test(cell.text) ? 2 : 0) +
        (BESIDE.test(near) || /\b[A-Z]?\d{6,9}\b|\d{3}-\d\d-\d{4}/.test(near) ? 1 : 0) +
        (address ? 1 : 0) +
        (title ? 1 : 0) -
        line.top / 1000;
      if (!best || score > best.score) best = { tokens: own, score };
    }
  });
  const found = best as { tokens: Token[]; score: number } | null;
  return found && nameField(found.tokens, found.score >= 1 ? 0.75 : 0.6);
}

/** Whose transcript it is: by a label, in labelled parts, else by the look and place of a name alone (marked as unsure). */
export const studentIn = (lines: readonly Line[], firstRow: Line | null): ReadField | null =>
  nameOfParts(lines) ?? labelledName(lines) ?? unlabelled(lines, firstRow);
