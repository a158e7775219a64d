import type { ReadField } from "#db/reading.ts";
import { textOf } from "../field.ts";
import type { Line } from "../layout/lines.ts";
import { heightOf, median } from "../layout/tokens.ts";
import { type Passage, passageOf } from "../passage.ts";
import { ABOUT_WORK, labelledName, nameField, nameIn } from "./names.ts";
import { namesOrganization } from "./organization.ts";

/** Words that lead to the name of whoever a certificate is for. */
const LEADS =
  /\b(congratulations|(?:certif|verif)(?:y|ies)(?: that)?|(?:be it|make it|let it be|hereby) known(?: by all)? that|know all(?: \w+){0,5} that|(?:issues?|grants?|awards?|confers?|presents?)(?: upon| on| to)? this (?:\w+ ){0,3}(?:licen[sc]e|permit|certificate|credential|card|diploma|award)(?: to)?|(?:hereby |duly )(?:grants?|authori[sz]es?|licenses?|certifies|awards?|appoints|confers? upon|recogni[sz]es)(?: to| that)?|confirms?(?: that)?|acknowledges(?: that)?|attests? that|state that|(?:presented|awarded|granted|given|issued|registered|licensed|credentialed) to|(?:bestowed|conferred) (?:up)?on|recogni[sz]es|authori[sz]es|the (?:holder|bearer|undersigned|educator|teacher|participant),?|entitles|in the name of|on behalf of|dear|certificado a|otorgado a)[:,]?\s+/gi;
/** Words that follow it. */
const FOLLOWS =
  /^(has|have|having|is|was|who|for|successfully|satisfactorily|attended|completed|participated|met|meets|holds?|possesses|of|in|on|at|as|with|and|earned|to|from|whose)$/i;
/** Small words within names. */
const PARTICLE = /^(de|del|la|las|los|da|dos|van|von|y|e|i|di|el|al|bin|ibn|ng|thi|thị)$/i;

const goesOn = (word: string): boolean =>
  FOLLOWS.test(word) || (/^\p{Ll}/u.test(word) && !PARTICLE.test(word));

function afterLead(passage: Passage): ReadField | null {
  for (const match of passage.text.matchAll(LEADS)) {
    const from = match.index + match[0].length;
    const words = passage.words(from, from + 90);
    const first = words[0];
    if (!first) continue;
    // The name ends with its line, a comma or the verb that follows.
    const end = words.findIndex(
      (word, at) => at > 0 && (goesOn(word.text) || word.top > first.bottom || word.left < first.left - 1),
    );
    const run = end < 0 ? words : words.slice(0, end);
    const own = nameIn(run.map((word) => ({ ...word, text: word.text.replace(/:$/, "") })));
    if (own && !namesOrganization(textOf(own))) return nameField(own, /^dear/i.test(match[0]) ? 0.78 : 0.95);
  }
  return null;
}

/** A name that begins a sentence or clause about what its bearer did or holds: `…, Ana Ruiz has met the requirements`. */
function beforeVerb(lines: readonly Line[]): ReadField | null {
  for (const [at, line] of lines.entries()) {
    for (const [index, token] of line.tokens.entries()) {
      if (!/^(has|is|holds?|meets|met|completed|attended|participated|was|possesses|may)$/.test(token.text))
        continue;
      const before = index === 0 ? (lines[at - 1]?.tokens ?? []) : line.tokens.slice(0, index);
      const small = before.findLastIndex(
        ({ text }) =>
          // An initial's point does not end a sentence: `Ana M. Ruiz`.
          (/[.,:]$/.test(text) && !/^\p{Lu}\.$/u.test(text)) ||
          (/^\p{Ll}/u.test(text) && !PARTICLE.test(text)),
      );
      const after = before.slice(small + 1);
      // `RUIZ, ANA M.` alone on the line over the verb.
      const run = index === 0 && nameIn(before)?.length === before.length ? before : after;
      const own = run.length >= 2 && run.length <= 6 ? nameIn(run) : null;
      if (own?.length === run.length && !namesOrganization(textOf(own)) && !ABOUT_WORK.test(textOf(own)))
        return nameField(own, 0.82);
    }
  }
  return null;
}

/** A name over a street and a town, as letters and mailed permits print whom they are for. */
function overAddress(lines: readonly Line[]): ReadField | null {
  for (const line of lines) {
    const [cell] = line.cells;
    const own = cell && nameIn(cell.tokens);
    if (!cell || !own || own.length !== cell.tokens.length || namesOrganization(cell.text)) continue;
    const under = lines
      .filter(
        (other) =>
          other.page === line.page &&
          other.top > line.top &&
          other.top - line.bottom < (line.bottom - line.top) * 2.5 &&
          Math.abs(other.left - cell.left) < line.letter * 2,
      )
      .sort((a, b) => a.top - b.top);
    if (/^(\d+\s+\p{L}|p\.?\s?o\.?\s?box)/iu.test(under[0]?.text ?? "")) return nameField(own, 0.86);
  }
  return null;
}

const SIGNS =
  /\b(director|trainer|instructor|registrar|officer|coordinator|executive|president|dean|clerk|secretary|manager|facilitator|presenter|signature|commissioner|superintendent)\b/i;

/** A name that stands alone on its line: the largest in print, never one that signs. */
function alone(lines: readonly Line[]): ReadField | null {
  const usual = median(lines.flatMap((line) => line.tokens.map(heightOf))) || 1;
  let best: { field: ReadField; score: number } | null = null;
  lines.forEach((line, at) => {
    if (line.cells.length > 1 || SIGNS.test(line.text)) return;
    const own = nameIn(line.tokens);
    const below = lines[at + 1];
    if (!own || own.length !== line.tokens.length || own.length > 6 || line.top > 800) return;
    if (below && SIGNS.test(below.text) && below.tokens.length <= 5) return;
    if (namesOrganization(line.text) || ABOUT_WORK.test(line.text)) return;
    const size = median(own.map(heightOf)) / usual;
    const follows = below && /^(has|have|who|is|for|completed|successfully)\b/i.test(below.text) ? 1 : 0;
    const score = size + follows - line.top / 4000;
    if (!best || score > best.score) best = { field: nameField(own, follows ? 0.93 : 0.72), score };
  });
  return (best as { field: ReadField } | null)?.field ?? null;
}

/** Whoever a certificate, card or permit is for, or null. */
export const holderIn = (lines: readonly Line[]): ReadField | null =>
  labelledName(lines) ??
  afterLead(passageOf(lines)) ??
  overAddress(lines) ??
  beforeVerb(lines) ??
  alone(lines);
