import type { ReadField } from "#db/reading.ts";
import { fieldOf } from "../field.ts";
import { type Labelled, labelled } from "../labels.ts";
import type { Line } from "../layout/lines.ts";
import type { Token } from "../layout/tokens.ts";
import { findDates } from "../text/dates.ts";

const NOT_A_NAME =
  /\b(college|university|school|institute|transcript|record|official|unofficial|academic|student|number|date|birth|address|street|avenue|road|drive|program|degree|major|page|issued|printed|copy|registrar|office|department|course|title|units?|grade|term|semester|quarter|fall|spring|summer|winter|certificate|certify|certifies|completion|training|hours?|credits?|total|state|county|city|of|the|for|has|been|and|this|that|id|ssn|permit|level|type|status|none|email|phone|attention|attn|to|by|in|on)\b/i;

/** Labels that may follow a name on its line. */
const NEXT_LABEL =
  /^(student|id|i\.d\.?|ssn|dob|d\.o\.b\.?|date|birth|birthdate|page|no\.?|number|sid|address|phone|program|major|#|printed|issued)\b/i;

const HONORIFIC = /^(mr|mrs|ms|miss|mx|dr|prof|señora?|sra?)\.?$/i;

/** `Last, First Middle` as `First Middle Last`; anything else as it stands. */
export function givenFirst(name: string): string {
  const parts = name.split(",").map((part) => part.trim());
  const [family, given, suffix] = parts;
  if (!family || !given || parts.length > 3) return name;
  if (/^(jr|sr|ii|iii|iv|md|phd|m\.?ed|ma|ba)\.?$/i.test(given)) return name;
  return [given, family, suffix].filter(Boolean).join(" ");
}

/** The words of a name at the start of a run, or null where it is none. */
export function nameIn(tokens: readonly Token[]): Token[] | null {
  const end = tokens.findIndex(
    (token, at) =>
      at > 0 && (NEXT_LABEL.test(token.text) || /\d/.test(token.text) || token.text.endsWith(":")),
  );
  const named = (end < 0 ? [...tokens] : tokens.slice(0, end)).filter((token) => /\p{L}/u.test(token.text));
  const own = HONORIFIC.test(named[0]?.text ?? "") ? named.slice(1) : named;
  if (own.length === 0 || own.length > 8) return null;
  const text = own.map((token) => token.text).join(" ");
  const words = text.replace(/[,.]/g, " ").trim().split(/\s+/);
  if (
    words.length < 2 ||
    words.length > 8 ||
    NOT_A_NAME.test(text) ||
    /[@\d:;/]/.test(text.replace(/\b[l1|]\b/g, ""))
  )
    return null;
  const loose = /^(de|del|la|las|los|da|dos|van|von|y|e|i|di|el|al|bin|ibn|ng|thi|thị)$/i;
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word) || loose.test(word));
  if (capitals.length < words.length) return null;
  return own;
}

/** A name as a field: given name first, whatever the order in print. */
export const nameField = (tokens: readonly Token[], factor: number): ReadField => {
  const raw = tokens
    .map((token) => token.text)
    .join(" ")
    .replace(/[\s,;!]+$/, "");
  return fieldOf(givenFirst(raw).replace(/\s+/g, " "), tokens, factor, raw);
};

/** Words of titles and headings that have the shape of a name: `Family Engagement`, `Safe Hands`. */
export const ABOUT_WORK =
  /\b(child|children'?s?|early|first aid|cpr|permit|development|safety|safe|education|hands|family|families|engagement|behaviou?r|teaching|classroom|curriculum|nutrition|play|practices?|infant|toddlers?|preschool|care|health|introduction|basics|strategies|supporting|understanding|using|guidance|literacy|language|learners?|growth|autism|trauma|circle|time|business|communicating|observation|valid|award|achievement|appreciation|recognition|participation|excellence)\b/i;

const LABELS: readonly [RegExp, number][] = [
  [/(this is (the|a|an)( \w+)? record of|last name,? first name.*|name,? \(?last,? first.*)/i, 0.97],
  [
    /(name of (the )?(student|participant|(permit |license |card ?|certificate )?holder|educator|teacher|recipient|attendee|licensee|trainee|employee|applicant|bearer)|(student|participant|(permit |license |certificate )?holder|recipient|attendee|educator|teacher|candidate|applicant|learner|trainee|provider|licensee|employee|registrant|card\s?holder)('s)? (legal |full |printed )?name|(full|legal|print(ed)?) name|name \((please )?print(ed)?\)|name on (the )?(school('s)? )?records?|student name|student's name)/i,
    0.96,
  ],
  [
    /((student|alumn(us|a)|participant|attendee|recipient|learner|trainee|educator|teacher|employee|registrant|licensee|permittee|credential holder|permit holder|license holder|card\s?holder|certificate holder|holder|bearer|candidate)( \((please )?print(ed)?\))?)/i,
    0.93,
  ],
  [
    /(record of|((student|official|unofficial|academic) )*transcript (of|for)|(permanent |student )?academic (record|history|transcript) (of|for)|(course|degree) (record|history) (of|for)|prepared for|re|in re|record for|grades (of|for)|awarded to|presented to|issued to|granted to|licensed to|registered to|credentialed to|name \(last, first.*\))/i,
    0.9,
  ],
  [/name/i, 0.93],
];

/** The person a document names by a label, or null. */
export function labelledName(lines: readonly Line[]): ReadField | null {
  let best: { field: ReadField; rank: number } | null = null;
  for (const [pattern, factor] of LABELS) {
    for (const found of labelled(lines, pattern)) {
      const field = nameFrom(found, factor);
      if (!field) continue;
      const rank =
        factor - (found.weak ? 0.1 : 0) - (found.beneath ? 0.01 : 0) - 0.02 * (found.tokens[0]!.page - 1);
      if (!best || rank > best.rank) best = { field, rank };
    }
  }
  return best?.field ?? null;
}

function nameFrom(found: Labelled, factor: number): ReadField | null {
  const own = nameIn(found.tokens);
  // What follows `Re:` may as well be a matter.
  if (factor < 0.93 && own && ABOUT_WORK.test(own.map((token) => token.text).join(" "))) return null;
  return own ? nameField(own, found.weak ? factor * 0.8 : factor) : null;
}

const BIRTH =
  /((date of birth|birth\s?date|birth day|birthday|d\.?o\.?b\.?|born( on)?|fecha de nacimiento)( \(m[mdy/ -]*\))?)/i;

/** The day of birth a document prints, or null. */
export function birthDateIn(lines: readonly Line[]): ReadField | null {
  for (const found of labelled(lines, BIRTH)) {
    const [date] = findDates(found.text);
    if (!date || date.at > 6 || !date.whole) continue;
    const tokens = wordsOfDate(found.tokens, date.raw);
    return fieldOf(date.date, tokens, date.repaired ? 0.75 : 0.97, date.raw);
  }
  return null;
}

/** The tokens that a date printed as `raw` stands in. */
export function wordsOfDate(tokens: readonly Token[], raw: string): Token[] {
  const plain = raw.replace(/\s+/g, "");
  for (let count = 1; count <= Math.min(6, tokens.length); count += 1)
    for (let at = 0; at + count <= tokens.length; at += 1) {
      const run = tokens.slice(at, at + count);
      if (
        run
          .map((token) => token.text)
          .join("")
          .includes(plain)
      )
        return run;
    }
  return [...tokens];
}
