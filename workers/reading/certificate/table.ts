import type { ReadField, ReadRow } from "#db/reading.ts";
import { fieldOf, rowOf, textOf } from "../field.ts";
import type { Line } from "../layout/lines.ts";
import type { Token } from "../layout/tokens.ts";
import { wordsOfDate } from "../person/names.ts";
import { findDates } from "../text/dates.ts";
import { numberIn, plainUnits } from "../transcript/numbers.ts";

const HEADER = /\b(hours|hrs|ceus?)\b/i;

const CODE = /^[A-Z]{0,4}-?\d[\dA-Z-]{2,}$/i;

type Draft = { line: Line; date: Token[]; on: string; hours: Token; code: Token | null; title: Token[] };

function draftOf(line: Line): Draft | null {
  const dates = findDates(line.text).filter((date) => date.whole);
  if (dates.length < 1 || dates.length > 2) return null;
  const last = dates[dates.length - 1]!;
  const date = dates.flatMap((each) => wordsOfDate(line.tokens, each.raw));
  const rest = line.tokens.filter((token) => !date.includes(token));
  const hours = rest.filter((token, at) => {
    const number = numberIn(token.text, token.ocr);
    const before = rest[at - 1];
    const apart = !before || date.includes(before) || token.left - before.right > line.letter * 1.2;
    return number !== null && number.value > 0 && number.value <= 100 && (number.decimals > 0 || apart);
  });
  const own = hours.find((token) => /[.,]/.test(token.text)) ?? hours[hours.length - 1];
  if (!own) return null;
  // A number right behind a word of the title belongs to it: "Emergent Curriculum 101".
  const codes = rest.filter((token, at) => {
    const before = rest[at - 1];
    const apart = !before || token.left - before.right > line.letter * 1.2 || before === own;
    return token !== own && apart && /\d{3}/.test(token.text) && CODE.test(token.text);
  });
  const code = codes.sort((x, y) => y.text.length - x.text.length)[0] ?? null;
  const title = rest.filter(
    (token) => token !== own && token !== code && !/^(hours?|hrs?|ceus?|-|–)$/i.test(token.text),
  );
  if (textOf(title).replace(/[^\p{L}]/gu, "").length < 5) return null;
  return { line, date: wordsOfDate(line.tokens, last.raw), on: last.date, hours: own, code, title };
}

/**
 * A list of trainings, one a line with its date and hours under a heading of hours; empty where the document is no list.
 * A title goes on on the next line where that has nothing but words under it.
 */
export function readTrainingTable(lines: readonly Line[], sponsor: ReadField | null): ReadRow[] {
  const head = lines.findIndex(
    (line) => HEADER.test(line.text) && /\b(date|title|training|course|topic|class)\b/i.test(line.text),
  );
  if (head < 0) return [];
  const rows: ReadRow[] = [];
  lines.slice(head + 1).forEach((line, index, rest) => {
    const draft = draftOf(line);
    if (!draft || /\btotal\b/i.test(line.text)) return;
    const next = rest[index + 1];
    const start = draft.title[0]!.left;
    const more =
      next &&
      next.cells.length === 1 &&
      !/\d|total/i.test(next.text) &&
      Math.abs(next.left - start) < line.letter * 2
        ? next.tokens
        : [];
    const title = [...draft.title, ...more];
    rows.push(
      rowOf(
        {
          title: fieldOf(textOf(title), title, 0.95),
          sponsorName: sponsor,
          hours: fieldOf(
            plainUnits(numberIn(draft.hours.text, draft.hours.ocr)?.value ?? 0),
            [draft.hours],
            0.95,
          ),
          completedOn: fieldOf(draft.on, draft.date, 0.96),
          certificateNumber: draft.code ? fieldOf(draft.code.text, [draft.code], 0.93) : null,
        },
        ["title", "hours", "completedOn"],
        [...line.tokens, ...more],
      ),
    );
  });
  return rows;
}
