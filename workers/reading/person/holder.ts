import type { ReadField } from "#db/reading.ts";
import type { Line } from "../layout/lines.ts";
import { heightOf, median } from "../layout/tokens.ts";
import { type Passage, passageOf } from "../passage.ts";
import { labelledName, nameField, nameIn } from "./names.ts";

/** Words that lead to the name of whoever a certificate is for. */
const LEADS =
  /\b(congratulations|certif(?:y|ies)(?: that)?|(?:issues?|grants?|awards?) this (?:\w+ )?(?:licen[sc]e|permit|certificate|credential|card) to|confirms?(?: that)?|verif(?:y|ies) that|acknowledges(?: that)?|(?:presented|awarded|granted|given|issued) to|(?:bestowed|conferred) (?:up)?on|recogni[sz]es|certificado a|otorgado a)[:,]?\s+/gi;
/** Words that follow it. */
const FOLLOWS =
  /^(has|have|having|is|was|who|for|successfully|satisfactorily|attended|completed|participated|met|meets|holds?|possesses|of|in|on|at|as|with|and|earned|to|from|whose)$/i;

function afterLead(passage: Passage): ReadField | null {
  for (const match of passage.text.matchAll(LEADS)) {
    const from = match.index + match[0].length;
    const words = passage.words(from, from + 90);
    const first = words[0];
    if (!first) continue;
    // The name ends with its line or with the verb that follows.
    const end = words.findIndex(
      (word, at) =>
        at > 0 && (FOLLOWS.test(word.text) || word.top > first.bottom || word.left < first.left - 1),
    );
    const own = nameIn(end < 0 ? words : words.slice(0, end));
    if (own) return nameField(own, 0.95);
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
    if (
      /\b(council|center|association|learning|academy|partners|training|services|network|child|early|first aid|cpr|permit|development|safety|education|hands|inc|llc)\b/i.test(
        line.text,
      )
    )
      return;
    const size = median(own.map(heightOf)) / usual;
    const follows = below && /^(has|have|who|is|for|completed|successfully)\b/i.test(below.text) ? 1 : 0;
    const score = size + follows - line.top / 4000;
    if (!best || score > best.score) best = { field: nameField(own, follows ? 0.93 : 0.72), score };
  });
  return (best as { field: ReadField } | null)?.field ?? null;
}

/** Whoever a certificate, card or permit is for, or null. */
export const holderIn = (lines: readonly Line[]): ReadField | null =>
  labelledName(lines) ?? afterLead(passageOf(lines)) ?? alone(lines);
