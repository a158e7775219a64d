import type { ReadField } from "#db/reading.ts";
import { fieldOf } from "../field.ts";
import { labelled } from "../labels.ts";
import { cellsOf, type Line } from "../layout/lines.ts";
import { heightOf, median } from "../layout/tokens.ts";

const LABEL =
  /((training )?(sponsor|provider|organization|agency|sponsoring (agency|organization)|training (organization|provider|agency)|sponsored by|offered by|hosted by|conducted by|provided by|presented by|issued by|issuing (agency|organization)|name of (agency|organization|sponsor|provider)|sponsor name|provider name))/i;

const KIND =
  /\b(collaborative|council|institute|cent(er|re)|agency|association|academy|alliance|network|services?|foundation|resource|referral|inc|llc|department|college|university|partners|partnership|learning|consortium|coalition|organization|society|school|office of education|county office|district|head start|ymca|red cross|commission|board|bureau|trainings?|group|company|safety council|response|heart association|state of \p{L}+)\b/iu;
const NOT_ONE =
  /\b(certificate|certif(y|ies)|completed|completion|attendance|course|workshop|title|hours?|participant|instructor|director|trainer|coordinator|manager|specialist|signature|supervisor|verify|this|has|for completing|online learning|professional development (record|for)|date|letter|record|number|period|search|term|was|led|by|permit|credential|pediatric|first aid|sincerely|concern)\b|[@:/]|\d{3,}/i;

/** The organization that gave a training or issued a card: by its label, else the heading that looks like one. */
export function organizationIn(lines: readonly Line[], not: readonly string[] = []): ReadField | null {
  for (const found of labelled(lines, LABEL)) {
    if (found.text.length < 3 || /\d{4}|@/.test(found.text) || !/\p{L}{3}/u.test(found.text)) continue;
    return fieldOf(found.text.replace(/[.,;]+$/, ""), found.tokens, found.beneath ? 0.88 : 0.94);
  }
  const usual = median(lines.flatMap((line) => line.tokens.map(heightOf))) || 1;
  let best: { field: ReadField; score: number } | null = null;
  lines.forEach((line, at) => {
    for (const cell of cellsOf(line.tokens, line.letter, 2.2)) {
      const words = cell.tokens.length;
      if (words < 2 || words > 11 || not.some((text) => text.includes(cell.text))) continue;
      if (!KIND.test(cell.text) || NOT_ONE.test(cell.text) || !/^\p{Lu}/u.test(cell.text)) continue;
      const size = Math.min(2.5, median(cell.tokens.map(heightOf)) / usual);
      const score = size + (at === 0 ? 0.8 : 0) + (line.top < 200 ? 0.5 : 0) - line.top / 2000;
      if (!best || score > best.score)
        best = {
          field: fieldOf(cell.text.replace(/[.,;]+$/, ""), cell.tokens, line.top < 250 ? 0.9 : 0.78),
          score,
        };
    }
  });
  return (best as { field: ReadField } | null)?.field ?? null;
}
