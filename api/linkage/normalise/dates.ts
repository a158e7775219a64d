/**
 * A date as a whole number, 19690926. Month or day 00 is "not said"; a negative number is an estimate. 0 for what is no
 * date of the last two thousand years: a placeholder says nothing.
 */
export function foldDate(text: string | null | undefined, estimated = false): number {
  const [, year, month = "00", day = "00"] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(text ?? "") ?? [];
  if (!year || Number(year) < 1 || Number(month) > 12 || Number(day) > 31) return 0;
  const value = Number(year) * 10_000 + Number(month) * 100 + (month === "00" ? 0 : Number(day));
  return estimated ? -value : value;
}

export const yearOf = (date: number): number => Math.floor(Math.abs(date) / 10_000);
export const monthOf = (date: number): number => Math.floor(Math.abs(date) / 100) % 100;
export const dayOf = (date: number): number => Math.abs(date) % 100;

/** Days since 1970 of a whole date. */
export const serialDay = (date: number): number =>
  Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / 86_400_000;
