import { useCallback } from "react";
import { useTranslate } from "react-admin";

/** One thing of a kind, e.g. `name_changes` → "Name change". */
export function useSubjectWord() {
  const translate = useTranslate();
  return useCallback(
    (type: string) =>
      translate(`resources.audit.subjects.${type}`, {
        _: translate(`resources.${type}.name`, { smart_count: 1, _: type.replaceAll("_", " ") }),
      }),
    [translate],
  );
}
