/** Calendar dates are words without a time zone; instants are told in the state's own. */
const dateFormat = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });
const shortDateFormat = new Intl.DateTimeFormat("en-US", {
  weekday: "short",
  month: "short",
  day: "numeric",
  year: "numeric",
  timeZone: "UTC",
});

export const longDate = (date: string): string =>
  dateFormat.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
export const shortDate = (date: string): string =>
  shortDateFormat.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));

/** An instant as its date where the registry is. */
export const dateAt = (instant: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone }).format(new Date(instant));
export const timeAt = (instant: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-US", { timeStyle: "short", timeZone }).format(new Date(instant));
export const weekdayAt = (instant: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-US", {
    weekday: "long",
    month: "long",
    day: "numeric",
    year: "numeric",
    timeZone,
  }).format(new Date(instant));

/** The label of a code in a list of terms, or the code itself. */
export const labelOf = (terms: readonly { code: string; label: string }[], code: string | null): string =>
  terms.find((term) => term.code === code)?.label ?? code ?? "";

/** "3.00" → "3", "2.50" → "2.5". */
export const plainNumber = (value: string | number): string => String(Number(value));
