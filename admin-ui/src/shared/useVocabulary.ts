import { useCallback } from "react";
import type { Vocabulary } from "../providers/wire.ts";
import { useRead } from "./useRead.ts";

type TermLists = {
  [K in keyof Vocabulary]: Vocabulary[K] extends readonly { code: string; label: string }[] ? K : never;
}[keyof Vocabulary];

/** The jurisdiction's words; they do not change while the console is open. */
export function useVocabulary(): Vocabulary | undefined {
  return useRead(["vocabulary"], (registry) => registry.vocabulary(), { staleTime: Number.POSITIVE_INFINITY })
    .data;
}

/** The jurisdiction's label for a code; the code itself while it is not known. */
export function useTerm() {
  const vocabulary = useVocabulary();
  return useCallback(
    (list: TermLists, code: string | null | undefined): string =>
      vocabulary?.[list].find((term) => term.code === code)?.label ?? code?.replaceAll("_", " ") ?? "",
    [vocabulary],
  );
}

export function useCompetency() {
  const vocabulary = useVocabulary();
  return useCallback(
    (code: string | null | undefined) =>
      vocabulary?.frameworks.flatMap(({ competencies }) => competencies).find((each) => each.code === code)
        ?.label ??
      code ??
      "",
    [vocabulary],
  );
}

/** Terms as react-admin choices. */
export const choicesOf = (terms: readonly { code: string; label: string }[] | undefined) =>
  (terms ?? []).map(({ code, label }) => ({ id: code, name: label }));
