import { useCallback } from "react";
import { formatDay } from "../shared/dates.ts";
import { useEnum } from "../shared/useText.ts";
import { useTerm } from "../shared/useVocabulary.ts";

const dates = new Set(["birthDate", "renewsOn", "registeredOn"]);
const lists = {
  ethnicity: "ethnicities",
  race: "races",
  highestEducation: "educationLevels",
  county: "counties",
} as const;

/** A compared value as people read it: dates in words, codes as their labels. */
export function useFieldWords() {
  const word = useEnum();
  const term = useTerm();
  return useCallback(
    (key: string, value: string | null): string | null => {
      if (!value) return null;
      if (dates.has(key)) return formatDay(value);
      if (key === "gender") return word("gender", value);
      if (key in lists) {
        const list = lists[key as keyof typeof lists];
        return value
          .split(/,\s*/)
          .map((code) => term(list, code))
          .join(", ");
      }
      return value;
    },
    [word, term],
  );
}
