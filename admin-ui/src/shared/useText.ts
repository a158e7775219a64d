import { useCallback } from "react";
import { useTranslate } from "react-admin";
import { type Enums, type Rooms, resources, type TextKey } from "../providers/catalogue.ts";

type Values = Record<string, string | number | undefined>;

/** The texts of one room of the catalogue; a key that is not in it does not compile. */
export function useText<R extends keyof Rooms & string>(room: R) {
  const translate = useTranslate();
  const path = room in resources ? `resources.${room}` : room;
  return useCallback(
    (key: TextKey<Rooms[R]>, values?: Values) => translate(`${path}.${key}`, values),
    [translate, path],
  );
}

/** The word for a status or kind; a value the catalogue does not know is shown as it is. */
export function useEnum() {
  const translate = useTranslate();
  return useCallback(
    <K extends keyof Enums>(kind: K, value: string | null | undefined) =>
      value ? translate(`enums.${kind}.${value}`, { _: value.replaceAll("_", " ") }) : "",
    [translate],
  );
}

/** Values of `db/enums.ts` as react-admin choices. */
export function useChoices() {
  const word = useEnum();
  return useCallback(
    <K extends keyof Enums>(kind: K, values: readonly string[]) =>
      values.map((id) => ({ id, name: word(kind, id) })),
    [word],
  );
}
