import { fold, likeness } from "./fold.ts";

export type InstitutionCandidate = {
  id: number;
  name: string;
  aliases: readonly string[];
  city: string | null;
  state: string | null;
};

const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/\bmt\b/g, "mount"],
  [/\bst\b/g, "saint"],
  [/\buniv\b/g, "university"],
  [/\bcoll?\b/g, "college"],
  [/\b(comm|cmty|cc)\b/g, "community"],
  [/\binst\b/g, "institute"],
  [/\bcsu\b/g, "california state university"],
  [/\bsuny\b/g, "state university of new york"],
  [/\b(the|at|of|and|a)\b/g, " "],
];

const plainName = (name: string): string => {
  let plain = fold(name);
  for (const [pattern, full] of ABBREVIATIONS) plain = plain.replace(pattern, full);
  return plain.replace(/\s+/g, " ").trim();
};

/** How many of the words of both names they share, small slips of character recognition allowed. */
function sharedWords(a: string, b: string): number {
  const [left, right] = [a.split(" "), b.split(" ")];
  const taken = new Set<number>();
  let shared = 0;
  for (const word of left) {
    const at = right.findIndex((other, index) => !taken.has(index) && likeness(word, other) >= 0.75);
    if (at < 0) continue;
    taken.add(at);
    shared += likeness(word, right[at]!);
  }
  return (2 * shared) / (left.length + right.length);
}

function nameScore(read: string, candidate: InstitutionCandidate): number {
  const names = [candidate.name, ...candidate.aliases].map(plainName).filter((name) => name !== "");
  const scores = names.map((name) => {
    if (name === read) return 1;
    return 0.97 * Math.max(likeness(name, read), sharedWords(name, read) - 0.02);
  });
  return Math.max(0, ...scores);
}

/** 1 where the cities agree, -1 where they contradict each other, 0 where one is unknown. */
function cityScore(read: string | null, candidate: InstitutionCandidate): number {
  if (!read || !candidate.city) return 0;
  const [printed, state] = read.split(",").map((part) => fold(part));
  const city = likeness(printed ?? "", fold(candidate.city));
  if (city >= 0.8) return 1;
  const elsewhere = state !== undefined && candidate.state !== null && state !== fold(candidate.state);
  return elsewhere || city < 0.5 ? -1 : 0;
}

/**
 * The institution a printed name and city mean, or null when none of the candidates is likely. `city` may carry the
 * state ("Bedford, MA"). Two colleges of one name are told apart by their city: without one the answer stays below 0.8.
 */
export function matchInstitution(
  read: { name: string; city: string | null },
  candidates: readonly InstitutionCandidate[],
): { id: number; confidence: number } | null {
  const name = plainName(read.name);
  if (name === "") return null;
  const ranked = candidates
    .map((candidate) => {
      const named = nameScore(name, candidate);
      const city = cityScore(read.city, candidate);
      const confidence = city > 0 ? named + (1 - named) * 0.3 : city < 0 ? named * 0.85 : named;
      return { id: candidate.id, named, confidence };
    })
    .filter(({ named }) => named >= 0.72)
    .sort((a, b) => b.confidence - a.confidence || a.id - b.id);
  const [best, second] = ranked;
  if (!best) return null;
  const rival = second ? second.confidence : 0;
  const margin = best.confidence - rival;
  const sure = margin >= 0.08 ? best.confidence : best.confidence * (0.75 + Math.max(0, margin) * 3);
  return { id: best.id, confidence: Math.round(Math.min(1, sure) * 1000) / 1000 };
}
