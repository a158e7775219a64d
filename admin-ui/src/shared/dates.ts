const day = new Intl.DateTimeFormat("en-US", {
  year: "numeric",
  month: "short",
  day: "numeric",
  timeZone: "UTC",
});
const moment = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short" });

/** A calendar date (`YYYY-MM-DD`) in words; no time zone may move it. Empty for null. */
export function formatDay(value: string | null | undefined): string {
  if (!value) return "";
  const date = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? value : day.format(date);
}

/** A time of day (`HH:MM`, 24 hours) as it is said: `9:00 AM`. */
export function formatTime(value: string): string {
  const [hours = 0, minutes = 0] = value.split(":").map(Number);
  return `${hours % 12 || 12}:${String(minutes).padStart(2, "0")} ${hours < 12 ? "AM" : "PM"}`;
}

/** An instant in the reader's own time. Empty for null. */
export function formatMoment(value: string | null | undefined): string {
  if (!value) return "";
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : moment.format(date);
}

export type Age = { unit: "justNow" | "minutes" | "hours" | "days" | "weeks"; count: number };

/** How long ago an instant is, in the largest unit that still says something. Past three weeks: weeks. */
export function ageOf(value: string, now = Date.now()): Age {
  const minutes = Math.max(0, Math.floor((now - new Date(value).getTime()) / 60_000));
  if (minutes < 1) return { unit: "justNow", count: 0 };
  if (minutes < 60) return { unit: "minutes", count: minutes };
  if (minutes < 24 * 60) return { unit: "hours", count: Math.floor(minutes / 60) };
  const days = Math.floor(minutes / 1440);
  return days < 21 ? { unit: "days", count: days } : { unit: "weeks", count: Math.floor(days / 7) };
}
