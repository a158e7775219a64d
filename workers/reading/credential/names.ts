import type { DocumentType } from "#db/enums.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import { fold, likeness } from "../fold.ts";
import type { Line } from "../layout/lines.ts";
import type { Token } from "../layout/tokens.ts";

export type FoundName = { code: string; tokens: Token[]; factor: number; line: Line | null };

/** The words a label must show, without what stands in brackets and states that documents leave out. */
const wordsOf = (label: string): string[] =>
  fold(
    label
      .replace(/\(.*?\)/g, " ")
      .replace(/\b(other|california|massachusetts|connecticut|eec|pediatric|family)\b/gi, " "),
  ).split(" ");

/** Other words documents print for the names of the list. */
const ALSO: Readonly<Record<string, RegExp>> = {
  cda: /\bchild\s+development\s+associate\b|\bCDA\b/i,
  cpr: /\bC\.?P\.?R\b|cardio\s?pulmonary/i,
  first_aid: /\bfirst\s+aid\b/i,
  family_child_care_license:
    /\bfamily\s+(child\s+care|day\s+care)\b.*\b(home|licen[sc]e)|\blicen[sc]e\b.*\bfamily\s+(child|day)\s?care\b/i,
};

const kindOf = (documentType: DocumentType): string | null =>
  ["permit", "teaching_credential", "cda", "license", "health_safety"].includes(documentType)
    ? documentType
    : null;

/** Words of a label that stand in a line in their order, with one more word allowed between (`Child Development Teacher Permit`). */
function standsIn(words: readonly string[], line: Line): Token[] | null {
  const own: Token[] = [];
  let at = 0;
  for (const token of line.tokens) {
    const plain = fold(token.text);
    const word = words[at];
    if (word === undefined) break;
    if (plain === word || (plain.length > 4 && likeness(plain, word) >= 0.8)) {
      own.push(token);
      at += 1;
    } else if (own.length > 0 && at < words.length) own.push(token);
  }
  return at === words.length && own.length <= words.length + 3 ? own : null;
}

/** The credentials of the state's list that a document names; those of the document's own kind first. */
export function credentialNamesIn(
  lines: readonly Line[],
  documentType: DocumentType,
  rules: Pick<Jurisdiction, "credentialNames">,
): FoundName[] {
  const kind = kindOf(documentType);
  const candidates = rules.credentialNames.filter((name) => kind === null || name.kind === kind);
  const found: FoundName[] = [];
  for (const name of candidates) {
    const words = wordsOf(name.label).filter((word) => word !== "");
    const also = ALSO[name.code];
    for (const line of lines) {
      const tokens = words.length > 0 ? standsIn(words, line) : null;
      if (!tokens && !also?.test(line.text)) continue;
      const short = line.tokens.length <= 12;
      found.push({ code: name.code, tokens: tokens ?? line.tokens, factor: short ? 0.95 : 0.8, line });
      break;
    }
  }
  const specific = found.filter(
    (name) => !/^(teaching_credential|other_)/.test(name.code) || found.length === 1,
  );
  if (kind === "health_safety") return specific;
  if (specific.length > 0) return [specific.sort((a, b) => b.tokens.length - a.tokens.length)[0]!];
  const [only] = candidates;
  return only && kind !== null
    ? [{ code: only.code, tokens: [], factor: candidates.length === 1 ? 0.7 : 0.4, line: null }]
    : [];
}

/** The permit level a document names: near its name first, the longest label that fits. */
export function permitLevelIn(
  lines: readonly Line[],
  name: FoundName,
  rules: Pick<Jurisdiction, "permitLevels">,
): { code: string; tokens: Token[]; factor: number } | null {
  const levels = rules.permitLevels
    .map((term) => ({
      term,
      words: fold(term.label.replace(/\(.*?\)/g, " ")).split(" "),
      full: fold(term.label).split(" "),
    }))
    .sort((a, b) => b.full.length - a.full.length || b.words.length - a.words.length);
  const places: [Line, number][] = [
    ...(name.line ? [[name.line, 0.95] as [Line, number]] : []),
    ...lines.map((line): [Line, number] => [
      line,
      /\b(level|title|type|permit|credential|certif|approval)/i.test(line.text) ? 0.88 : 0.65,
    ]),
  ];
  for (const want of ["full", "words"] as const)
    for (const [line, factor] of places)
      for (const level of levels) {
        const tokens = consecutive(level[want], line);
        if (tokens && (factor > 0.7 || line.tokens.length <= 6))
          return { code: level.term.code, tokens, factor };
      }
  return null;
}

function consecutive(words: readonly string[], line: Line): Token[] | null {
  const plain = line.tokens.flatMap((token) =>
    fold(token.text)
      .split(" ")
      .map((word) => ({ word, token })),
  );
  for (let at = 0; at + words.length <= plain.length; at += 1) {
    const run = plain.slice(at, at + words.length);
    if (
      run.every(
        ({ word }, index) =>
          word === words[index] || (word.length > 4 && likeness(word, words[index]!) >= 0.85),
      )
    )
      return [...new Set(run.map(({ token }) => token))];
  }
  return null;
}
