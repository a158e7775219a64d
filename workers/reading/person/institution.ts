import type { ReadField } from "#db/reading.ts";
import { fieldOf } from "../field.ts";
import { fold } from "../fold.ts";
import { labelled } from "../labels.ts";
import { type Cell, cellsOf, type Line } from "../layout/lines.ts";
import { heightOf, median } from "../layout/tokens.ts";

const KIND =
  /\b(college|university|univ|institute|school|academy|conservatory|seminary|polytechnic|colegio|universidad)\b/i;
const NOT_THE_NAME =
  /\b(office of|admissions|registrar|transcript|transfer|credit|from|high school|graduate school|school of|college of (arts|education|liberal|letters|humanities|social|continuing|health|business)|college level|community college district|college units|course|university extension units|certif|accredit|web|www|http|student|record of|college reading|universit(y|ies) and|issued|sealed|attended|previous|degree|name|records)\b/i;

const STATES =
  "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|California|Massachusetts|Connecticut|New York|Texas|Florida|Illinois|Ohio|Oregon|Washington|Arizona|Nevada|Hawaii|Calif\\.?|Mass\\.?|Conn\\.?";
const PLACE = new RegExp(
  `(?<city>\\p{Lu}[\\p{L}.'’-]*(?:\\s+\\p{Lu}[\\p{L}.'’-]*){0,3})\\s*,\\s*(?<state>${STATES})(?![\\p{L}])`,
  "giu",
);
const STREET =
  /^(street|st\.?|avenue|ave\.?|road|rd\.?|boulevard|blvd\.?|drive|dr\.?|way|lane|ln\.?|parkway|pkwy\.?|court|ct\.?|place|pl\.?|circle|highway|hwy\.?|box|suite|floor|terrace|plaza)$/i;

const nameCells = (line: Line): Cell[] => cellsOf(line.tokens, line.letter, 2.4);

/** A name alone, without what else its cell says behind a dash or a dot. */
const trimmed = (text: string): string =>
  text
    .replace(/\s+[–—|·•].*$/u, "")
    .replace(/\s*\b(office of|official|unofficial|student|academic|permanent).*$/i, "")
    .replace(/^[^\p{L}]+|[^\p{L}.)]+$/gu, "");

/** Second line of a name that ends open: `CALIFORNIA STATE UNIVERSITY` over `NORTHRIDGE`. */
const OPEN_END =
  /\b(state university|university of( california| massachusetts)?|college of( the)?|state university of|,|at|of)$/i;

/**
 * The institution at the head of the first pages: the heading with a college's word in it that is printed largest, the
 * earlier one of equals. Offices, transfer credit and schools within a university are not meant.
 */
export function institutionIn(lines: readonly Line[]): { name: ReadField; line: Line } | null {
  const page = lines[0]?.page;
  if (page === undefined) return null;
  const own = lines.filter((line) => line.page === page);
  const usual = median(own.flatMap((line) => line.tokens.map(heightOf))) || 1;
  let best: { field: ReadField; line: Line; score: number } | null = null;
  const ordered = [...own].sort((a, b) => a.top - b.top);
  for (const line of ordered) {
    for (const cell of nameCells(line)) {
      const text = trimmed(cell.text);
      if (!KIND.test(text) || NOT_THE_NAME.test(text)) continue;
      const words = text.split(" ");
      if (words.length < 2 || words.length > 10 || /\d{2,}|[:@]/.test(text)) continue;
      const size = median(cell.tokens.map(heightOf)) / usual;
      const score = Math.min(size, 3) + (line.top < 180 ? 1 : line.top > 850 ? 0.1 : 0) - line.top / 1000;
      if (best && score <= best.score) continue;
      let tokens = cell.tokens.filter((token) => text.includes(token.text.replace(/[^\p{L}]+$/u, "")));
      let value = text;
      const below = ordered.find(
        (other) => other.top > line.top + 2 && other.top - line.bottom < (line.bottom - line.top) * 1.5,
      );
      if (
        below &&
        OPEN_END.test(text) &&
        below.tokens.length <= 4 &&
        !/[\d,:]|transcript|office|record|student|information|academic|admission|registrar|history|name/i.test(
          below.text,
        )
      ) {
        value = `${text} ${below.text}`;
        tokens = [...tokens, ...below.tokens];
      }
      const factor = size > 1.15 ? 0.96 : line.top < 200 ? 0.9 : 0.75;
      best = { field: fieldOf(value, tokens, factor, value), line, score };
    }
  }
  const named = labelledIn(own);
  return named && (!best || best.field.confidence < 0.9)
    ? named
    : best && { name: best.field, line: best.line };
}

const LABEL =
  /((official )?name of (the )?(school|institution|college)|(school|institution|college|university) name|institution|school)/i;

/** A college beside or under a label of its own. */
function labelledIn(lines: readonly Line[]): { name: ReadField; line: Line } | null {
  for (const found of labelled(lines, LABEL)) {
    const text = trimmed(found.text);
    const line = lines.find((other) => other.tokens.includes(found.tokens[0]!));
    if (line && found.apart && KIND.test(text) && !NOT_THE_NAME.test(text) && text.split(" ").length >= 2)
      return { name: fieldOf(text, found.tokens, 0.9, text), line };
  }
  return null;
}

/** City of the institution: `City, ST` printed nearest to its name, above all not in the student's address. */
export function cityIn(lines: readonly Line[], near: Line | null): ReadField | null {
  const page = near?.page ?? lines[0]?.page;
  let best: { field: ReadField; score: number } | null = null;
  for (const line of lines) {
    if (line.page !== page) continue;
    for (const match of nameCells(line).flatMap((cell) => [...cell.text.matchAll(PLACE)])) {
      const words = (match.groups?.city ?? "").split(/\s+/);
      let from = 0;
      words.forEach((word, at) => {
        if (STREET.test(word) && at < words.length - 1 && !/^st\.?$/i.test(word)) from = at + 1;
      });
      const city = words.slice(from).join(" ");
      if (city === "" || KIND.test(city) || STREET.test(city)) continue;
      const address =
        /\b(address|mailing|home)\b/i.test(line.text) || /\b(name|student|birth)\b/i.test(match.input);
      const campus = /\bcampus\b/i.test(line.text);
      const away = near ? Math.abs(line.top - near.top) : line.top;
      const score = -away / 100 - (address ? 3 : 0) + (campus ? 2 : 0);
      if (address || (away > 330 && !campus) || (best && score <= best.score)) continue;
      const cityWords = fold(city).split(" ");
      const tokens = line.tokens.filter((token) => cityWords.includes(fold(token.text)));
      if (tokens.length === 0) continue;
      best = {
        field: fieldOf(
          city,
          tokens,
          away < 120 || campus ? 0.93 : 0.7,
          `${city}, ${match.groups?.state ?? ""}`,
        ),
        score,
      };
    }
  }
  return best?.field ?? null;
}
