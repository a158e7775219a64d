import { useCallback } from "react";
import type { DirectoryKind } from "#db/enums.ts";
import { formatDay } from "../shared/dates.ts";
import { useEnum } from "../shared/useText.ts";
import { useCompetency } from "../shared/useVocabulary.ts";

const statusOf = {
  programs: "programStatus",
  trainings: "trainingStatus",
  sponsors: "sponsorStatus",
} as const;

/** A compared value of a directory record as people read it. */
export function useRecordWords(kind: DirectoryKind) {
  const word = useEnum();
  const competency = useCompetency();
  return useCallback(
    (key: string, value: string | null): string | null => {
      if (!value) return null;
      if (key === "setting") return word("setting", value);
      if (key === "status" && kind !== "institutions") return word(statusOf[kind], value);
      if (key === "closedOn") return formatDay(value);
      if (key === "competency") return competency(value.split(", ").at(-1));
      return value;
    },
    [kind, word, competency],
  );
}
