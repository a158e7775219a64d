/** Calendar dates as `YYYY-MM-DD` text and whole days, free of time zones. */
const DAY = 86_400_000;

export const isoDate = (date: Date): string => date.toISOString().slice(0, 10);

/** The calendar date `days` after (or before, when negative) another. */
export const plusDays = (date: string, days: number): string =>
  isoDate(new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY));

/** Same day `years` later; 29 February becomes 28 February. */
export function plusYears(date: string, years: number): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return isoDate(new Date(Date.UTC(year + years, month - 1, Math.min(day, last))));
}

export const yearOf = (date: string): number => Number(date.slice(0, 4));

/** `03/09/2024`, as American forms print it. */
export function usDate(date: string): string {
  const [year, month, day] = date.split("-");
  return `${month}/${day}/${year}`;
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** `March 9, 2024`. */
export function longDate(date: string): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  return `${MONTHS[month - 1]} ${day}, ${year}`;
}
