import type { degreeLevels } from "#db/enums.ts";
import type { ReadField, ReadRow } from "#db/reading.ts";
import { fieldOf, rowOf } from "../field.ts";
import { fold } from "../fold.ts";
import type { Line } from "../layout/lines.ts";
import { wordsOfDate } from "../person/names.ts";
import { findDates } from "../text/dates.ts";

type Level = (typeof degreeLevels)[number];

const TITLES: readonly (readonly [Level, RegExp])[] = [
  ["doctorate", /\b(doctor(ate)? (of|in)\b|ph\.?\s?d\.?(?!\w)|ed\.?d\.?(?!\w))/i],
  [
    "master",
    /\b(master('?s)? (of|in|degree)\b|m\.\s?a\.(?!\w)|m\.\s?ed\.?|m\.\s?s\.(?!\w)|\bMAT?\b(?= in\b))/i,
  ],
  [
    "bachelor",
    /\b(bachelor('?s)? (of|in|degree)\b|b\.\s?a\.(?!\w)|b\.\s?s\.(?!\w)|b\.\s?ed\.|\bB[AS]\b(?= in\b))/i,
  ],
  [
    "associate",
    /\b(associate('?s)? (of|in|degree)\b|associate of applied|a\.\s?a\.(?!\w)|a\.\s?s\.(?!\w)|a\.a\.s\.|\bA(A|S|AS)(-T)?\b(?=[ ,]+(in|degree)\b)|\bA[AS]-T\b)/i,
  ],
  [
    "certificate",
    /\b(certificate of (achievement|accomplishment|completion|proficiency|competency|specialization)|certificate in\b|(career|skills?|transfer|undergraduate|graduate|professional) certificate)/i,
  ],
];

const AWARDED =
  /\b(award(ed)?|confer(red|ral)?|grant(ed)?|earned|completed|graduat(ed|ion)|degree date|date of degree|received)\b/i;
const PLANNED =
  /\b(program|seeking|objective|candidate|intended|plan|curriculum|current|declared|pursuing|goal|expected|anticipated|none|in progress)\b/i;
const MAJOR =
  /\b(?:major(?:s|\(s\))?(?: courses?(?:\(s\))? of study)?|plan|field of study|concentration|emphasis|specialization)\s*[:.]?\s+(.+?)(?=\.?\s*$|\s{2,}|\bminor\b)/i;

/** Letters that stand for a degree, alone behind a label that says so: `Degree: AAS Early Childhood Education`. */
const LETTERS =
  /^(?:(A\.?A\.?S\.?|A\.?A\.?|A\.?S\.?)(?:-T|T)?|(B\.?A\.?|B\.?S\.?|BFA|BSW|B\.?Ed\.?)|(M\.?A\.?|M\.?S\.?|M\.?Ed\.?|MAT|MSW))(?![\p{L}\d])/u;
const LETTERS_LABEL =
  /\bdegrees?\s*(?:awarded|conferred|earned|granted|received|title)?\s*[:–-]\s*|\b(?:awarded|conferred|granted)\s*(?:degree)?\s*:\s*/i;

/** The level of a degree by its printed title, or null where the words name none. */
export function degreeLevelOf(text: string): { level: Level; at: number } | null {
  const label = LETTERS_LABEL.exec(text);
  const at = label ? label.index + label[0].length : 0;
  const letters = label && LETTERS.exec(text.slice(at));
  if (letters) return { level: letters[1] ? "associate" : letters[2] ? "bachelor" : "master", at };
  for (const [level, pattern] of TITLES) {
    const match = pattern.exec(text);
    if (match) return { level, at: match.index };
  }
  return null;
}

const cleaned = (text: string): string =>
  text.replace(/^[\s,:;.–—-]+|[\s,:;–—-]+$/g, "").replace(/\s+/g, " ");

/** Title and major of a degree line: `Associate in Arts, Early Childhood Education`, `Bachelor of Arts in Child Development`. */
function titleAndMajor(text: string): { title: string; major: string | null } {
  const title = cleaned(text);
  const letters = LETTERS.exec(title)?.[0];
  if (letters && title.length > letters.length)
    return { title: letters, major: cleaned(title.slice(letters.length).replace(/^[\s,:–-]+(in\s+)?/i, "")) };
  const match =
    /^(.{6,40}?(?:\b(?:arts|science|sciences|education|achievement|accomplishment|completion|proficiency|studies|administration|teaching|degree|certificate|transfer)\b(?:\s*\([^)]*\))?|\b[ABM]\.?\s?[ASE]\w?\.?(?:-T)?))(?:,|\s+in\b|\s+[–—-]\s|:)\s*(.+)$/i.exec(
      title,
    );
  if (!match?.[1] || !match[2]) return { title, major: null };
  return { title: cleaned(match[1]), major: cleaned(match[2]) };
}

/** Where the cell of a title that begins at `from` ends, and the field of study where the next cell names one. */
function cellsAfter(line: Line, from: number): { at: number; major: string | undefined } | null {
  let end = 0;
  for (const [index, cell] of line.cells.entries()) {
    const start = end;
    end += cell.text.length + 1;
    if (from < start || from >= end) continue;
    const next = line.cells[index + 1];
    if (!next) return null;
    const words = /^\p{Lu}[\p{L}\s,&/-]{5,60}$/u.test(next.text) && degreeLevelOf(next.text) === null;
    const study =
      words && !AWARDED.test(next.text) && !/:|honou?rs|laude|\b(major|minor|date)\b/i.test(next.text);
    return { at: end, major: study ? cleaned(next.text) : undefined };
  }
  return null;
}

/** Lines near a degree's title on the page, nearest first. */
function around(lines: readonly Line[], at: number): Line[] {
  const from = lines[at]!;
  const height = Math.max(6, from.bottom - from.top);
  return lines
    .filter((line) => {
      const shared = Math.min(line.right, from.right + 200) - Math.max(line.left, from.left - 120);
      const away = line.top - from.top;
      return (
        line !== from && line.page === from.page && shared > 0 && away > -height * 3.4 && away < height * 8
      );
    })
    .sort((a, b) => Math.abs(a.top - from.top) - Math.abs(b.top - from.top));
}

/** Degrees a transcript says were awarded; programs merely pursued are left out. */
export function readDegrees(lines: readonly Line[], institution: ReadField | null): ReadRow[] {
  const rows: ReadRow[] = [];
  const seen = new Set<string>();
  lines.forEach((line, at) => {
    const found = degreeLevelOf(line.text);
    if (!found || line.tokens.length > 40) return;
    const near = around(lines, at);
    const dates = findDates(line.text);
    const before = line.text.slice(0, found.at);
    const follow = near.filter((other) => other.top >= line.top);
    const header = near.find(
      (other) =>
        other.top < line.top &&
        (/\b(degrees?|certificates?|awards?)\b.*\b(awarded|conferred|earned|granted|certificates)\b/i.test(
          other.text,
        ) ||
          /^\W*(degrees?|awards?|diplomas?|credentials|graduation)\W*$/i.test(other.text)),
    );
    const says = follow
      .slice(0, 3)
      .find((other) => (AWARDED.test(other.text) || header) && findDates(other.text).length > 0);
    // `Date awarded` over `Degree title`, in a list of labels.
    const above = /\b(degree|award|diploma|credential)\b[\s\w]*:?\s*$/i.test(before)
      ? near.find(
          (other) =>
            /^\W*((date|day) (awarded|conferred|granted|of (award|conferral|degree))|(award|confer(ral)?|degree|graduation) date)\b/i.test(
              other.text,
            ) && findDates(other.text).length > 0,
        )
      : undefined;
    const dated =
      dates.length > 0 && (AWARDED.test(line.text) || header !== undefined || /\bdegrees?\b/i.test(before));
    if (!dated && !says && !above) return;
    // `Program: Associate in Arts` is a plan, unless a line under it says that it was awarded.
    const awarded = says !== undefined && AWARDED.test(says.text) && !PLANNED.test(says.text);
    if (PLANNED.test(before) && !AWARDED.test(line.text) && !awarded) return;
    const source = dated ? line : (says ?? above!);
    const stop = findDates(source.text);
    const marker = AWARDED.exec(source.text)?.index ?? 0;
    const date = stop.find((each) => each.at > marker) ?? stop[0]!;
    let title = line.text.slice(found.at);
    const beside = cellsAfter(line, found.at);
    const ends = [
      beside ? beside.at - found.at : -1,
      AWARDED.exec(title)?.index ?? -1,
      findDates(title)[0]?.at ?? -1,
      /\b(major|minor|honors|date|plan|with)\b/i.exec(title)?.index ?? -1,
    ].filter((index) => index > 5);
    title = title.slice(0, Math.min(title.length, ...ends));
    const parts = titleAndMajor(title);
    const label = [line, ...follow]
      .map((other) => MAJOR.exec(other.text)?.[1])
      .find((text) => text !== undefined);
    const between =
      says && label === undefined
        ? follow.find(
            (other) =>
              other.top < says.top &&
              other.region === line.region &&
              Math.abs(other.left - line.left) < line.letter * 8 &&
              /^\p{L}[\p{L}\s,&-]+$/u.test(other.text),
          )
        : undefined;
    const inCell = label === undefined && parts.major === null ? beside?.major : undefined;
    const major = label
      ? cleaned(label.replace(/\.$/, ""))
      : (parts.major ?? inCell ?? (between ? cleaned(between.text) : null));
    const key = `${found.level}/${fold(parts.title)}/${date.date}`;
    if (seen.has(key) || title.trim().length < 2) return;
    seen.add(key);
    const titleTokens = line.tokens.filter((token) => title.includes(token.text.replace(/[,;:]$/, "")));
    const majorLine = label
      ? [line, ...follow].find((other) => other.text.includes(label))
      : (parts.major ?? inCell)
        ? line
        : between;
    const majorTokens = (majorLine ?? line).tokens.filter((token) =>
      major?.includes(token.text.replace(/[,;:.]$/, "")),
    );
    const tokens = [...line.tokens, ...(source === line ? [] : source.tokens)];
    rows.push(
      rowOf(
        {
          institutionName: institution,
          level: fieldOf(found.level, titleTokens, PLANNED.test(before) && source !== line ? 0.78 : 0.96),
          title: fieldOf(parts.title, titleTokens, 0.94),
          major: major ? fieldOf(major, majorTokens, 0.92) : null,
          conferredOn: fieldOf(
            date.date,
            wordsOfDate(source.tokens, date.raw),
            date.whole ? 0.95 : 0.7,
            date.raw,
          ),
        },
        ["level", "title", "conferredOn"],
        tokens,
      ),
    );
  });
  return rows;
}
