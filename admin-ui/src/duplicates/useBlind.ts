import type { DirectoryKind } from "#db/enums.ts";
import { useRead } from "../shared/useRead.ts";

/** Whether this person judges pairs without being told how alike they look; undefined until the registry has said so. */
export function useBlind(): boolean | undefined {
  const { data, error } = useRead(["duplicates", "blind"], (registry) => registry.readBlind(), {
    staleTime: 60_000,
  });
  // Whatever fails here fails for the list, too, which says so.
  return error ? false : data?.blind;
}

/** What a list is ordered by, unless told otherwise: the registry refuses to order open pairs by what it hides. */
export const orderOf = (blind: boolean) => ({ field: blind ? "createdAt" : "score", order: "DESC" }) as const;

/** Where the list keeps its order and filters: those of the one way are refused in the other. */
export const listKeyOf = (blind: boolean, kind: DirectoryKind | undefined = undefined) =>
  `${kind ?? "duplicates"}.${kind ? (blind ? "blindPairParams" : "pairParams") : blind ? "blindListParams" : "listParams"}`;
