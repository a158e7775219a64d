import type { ReadField } from "#db/reading.ts";
import { fieldOf } from "../field.ts";
import { labelled, looksLikeLabel } from "../labels.ts";
import { cellsOf, type Line } from "../layout/lines.ts";
import { heightOf, median, type Token } from "../layout/tokens.ts";
import { passageOf } from "../passage.ts";
import { findDates } from "../text/dates.ts";
import { nameIn } from "./names.ts";

const NOUNS =
  /((name of (the )?)?(training |issuing |sponsoring |licensing )?(sponsor|provider|organization|agency|authority|center|site|entity)( name)?|issuing (body|office|institution|department))/i;
const GIVES = "(?:sponsored|offered|hosted|provided|issued|organi[sz]ed|delivered|granted|authori[sz]ed) by";
const LED = "(?:presented|conducted|facilitated|given) by";
const BY = new RegExp(`(${GIVES})`, "i");
const BY_WHOM = new RegExp(`(${LED})`, "i");
const IN_SENTENCE = new RegExp(
  `\\b(?:${GIVES}|${LED}|on behalf of|in (?:partnership|cooperation|collaboration) with)\\s+(?:the\\s+)?(?<name>\\p{Lu}[^\\n;:]{4,90})`,
  "giu",
);

const KIND =
  /\b(collaborative|council|institute|cent(er|re)|agency|association|academy|alliance|network|services?|foundation|resource|referral|inc|llc|department|dept|division|authority|registry|college|university|extension|partners|partnership|learning|consortium|coalition|organization|society|school|office of|county office|district|head start|child care aware|ymca|red cross|commission|board|bureau|trainings?|seminars|consult(ing|ants)|educators|group|company|safety council|response|heart association|state of \p{L}+|commonwealth)\b/iu;
const ROLE =
  /\b(director|trainer|instructor|coordinator|manager|specialist|supervisor|commissioner|president|presenter|facilitator|secretary|superintendent|registrar)\b/i;
const NOT_ONE =
  /\b(certificate|certif(y|ies)|completed|completion|attendance|course|workshop|title|hours?|participant|signature|verify|this|has|for completing|online learning|professional development (record|for)|date|letter|record|number|period|search|term|was|led|by|permit|credential|pediatric|first aid|sincerely|concern)\b|[@:/]|\d{3,}/i;
/** The government over an agency, in a line of its own: the agency is meant. */
const STATE_ALONE = /^(the )?(state|commonwealth|county|city) of( \p{L}+){1,2}$/iu;

/** Whether some words name an organization by one of the usual words for one. */
export const namesOrganization = (text: string): boolean => KIND.test(text);

const plain = (text: string): string => text.replace(/[\s.,;]+$/, "");

/** A name without what a sentence says after it: `on March 4`, `in Fresno, CA`, `, a sponsor of`. */
function nameOnly(text: string): string {
  const end =
    /\s+(?:on|at|in|this|held)\s+(?:\p{Lu}[\p{L}.]*\s\d|\p{Lu}[\p{L} ]*,\s*[A-Z]{2}\b|\d|the\b|this\b|an?\b)|,\s+(?:an?|on|in|and|which|whose)\b|\.\s|\s+(?:as|for a total|is|has|and is)\b/u.exec(
      text,
    );
  return plain(end ? text.slice(0, end.index) : text);
}

type Found = { field: ReadField; score: number };

const wordsIn = (tokens: readonly Token[], text: string): Token[] => {
  const words = new Set(text.split(" "));
  return tokens.filter((token) => words.has(token.text.replace(/[.,;]+$/, "")) || words.has(token.text));
};

/** Organizations by a label: `Sponsored by`, `Training organization`; a person may as well be who presents. */
function byLabel(lines: readonly Line[], not: readonly string[]): Found[] {
  const out: Found[] = [];
  for (const [pattern, sure] of [
    [BY, 3],
    [NOUNS, 2.6],
    [BY_WHOM, 2],
  ] as const)
    for (const found of labelled(lines, pattern)) {
      const noun = pattern === NOUNS;
      const text = nameOnly(found.text);
      const sound = text.length >= 3 && /\p{L}{3}/u.test(text) && /^[\p{Lu}\d]/u.test(text);
      if (!sound || /\d{4}|@|:$/.test(text) || looksLikeLabel(text) || not.includes(text)) continue;
      if (noun && !found.apart && !found.beneath) continue;
      const known = KIND.test(text);
      const person = !known && (ROLE.test(text) || (pattern === BY_WHOM && nameIn(found.tokens) !== null));
      if (ROLE.test(text) && !known) continue;
      out.push({
        field: fieldOf(
          text,
          wordsIn(found.tokens, text),
          (person ? 0.6 : found.weak ? 0.75 : found.beneath ? 0.88 : 0.94) * (known || !noun ? 1 : 0.95),
        ),
        score: sure + (known ? 1 : 0) - (person ? 1.6 : 0) - (found.weak ? 1 : 0),
      });
    }
  return out;
}

/** Organizations in running text: `offered by the Valley Resource Network on March 4`. */
function bySentence(lines: readonly Line[]): Found[] {
  const passage = passageOf(lines);
  return [...passage.text.matchAll(IN_SENTENCE)].flatMap((match) => {
    const name = nameOnly(match.groups?.name ?? "");
    if (!KIND.test(name) || ROLE.test(name) || name.split(" ").length > 11) return [];
    const from = match.index + match[0].indexOf(match.groups!.name!);
    const tokens = wordsIn(passage.words(from, from + name.length + 4), name);
    return [{ field: fieldOf(name, tokens, 0.9), score: 2.8 }];
  });
}

/** Headings that have an organization's word in them; printed large and high on the page before others. */
function byHeading(lines: readonly Line[], not: readonly string[]): Found[] {
  const usual = median(lines.flatMap((line) => line.tokens.map(heightOf))) || 1;
  const out: Found[] = [];
  lines.forEach((line, at) => {
    for (const cell of cellsOf(line.tokens, line.letter, 2.2)) {
      // `Ana Ruiz, Director, Bright Path Center`: the part behind the office.
      const part = ROLE.test(cell.text)
        ? cell.text.split(/\s*[,–—|]\s*/).find((each) => KIND.test(each) && !ROLE.test(each))
        : cell.text.split(/\s+[•·|]\s+/).find((each) => KIND.test(each));
      if (part === undefined) continue;
      const words = part.split(" ").length;
      if (words < 2 || words > 11 || not.some((text) => text.includes(part))) continue;
      if (!KIND.test(part) || NOT_ONE.test(part) || !/^\p{Lu}/u.test(part)) continue;
      const size = Math.min(2.5, median(cell.tokens.map(heightOf)) / usual);
      const score =
        size +
        (at === 0 ? 0.8 : 0) +
        (line.top < 200 ? 0.5 : 0) -
        line.top / 2000 -
        (STATE_ALONE.test(part) ? 1.6 : 0) -
        (part === cell.text ? 0 : 0.5);
      const tokens = part === cell.text ? cell.tokens : wordsIn(cell.tokens, part);
      out.push({ field: fieldOf(plain(part), tokens, line.top < 250 ? 0.9 : 0.78), score });
    }
  });
  return out;
}

/** A letterhead without any word for an organization: the first line of the page where it stands alone. Never sure. */
function byPlace(lines: readonly Line[], not: readonly string[]): Found[] {
  const [first] = [...lines].filter((line) => line.page === lines[0]?.page).sort((a, b) => a.top - b.top);
  const [cell] = first ? cellsOf(first.tokens, first.letter, 2.2) : [];
  if (!first || !cell || first.top > 180 || cell.tokens.length < 2 || cell.tokens.length > 8) return [];
  const heading = NOT_ONE.test(cell.text) || !/^\p{Lu}/u.test(cell.text) || findDates(cell.text).length > 0;
  if (heading || not.some((text) => text.includes(cell.text))) return [];
  return [{ field: fieldOf(plain(cell.text), cell.tokens, 0.68), score: 0.5 }];
}

/**
 * The organization that gave a training or issued a card: by its label or a sentence that says so, else the heading that
 * looks like one, else the letterhead. `not` are texts that are known to be something else (title, person).
 */
export function organizationIn(lines: readonly Line[], not: readonly string[] = []): ReadField | null {
  const found = [...byLabel(lines, not), ...bySentence(lines)].sort((a, b) => b.score - a.score);
  const [stated] = found;
  if (stated && stated.score >= 2) return stated.field;
  const [heading] = byHeading(lines, not).sort((a, b) => b.score - a.score);
  return heading?.field ?? stated?.field ?? byPlace(lines, not)[0]?.field ?? null;
}
