import type { Request } from "express";
import { addMonths, todayIn } from "../../kernel/calendar.ts";
import type { Site } from "../site.ts";

export const filterNames = ["q", "county", "competency", "language", "from", "to"] as const;

/** What the calendar's address asks for; anything malformed is left out rather than answered with an error. */
export type Asked = {
  filters: Partial<Record<(typeof filterNames)[number], string>>;
  view: "list" | "month";
  /** `YYYY-MM` of the month view. */
  month: string;
  page: number;
};

export function readAsked(site: Site, req: Request): Asked {
  const text = (name: string) => {
    const value = req.query[name];
    return typeof value === "string" && value.trim() ? value.trim().slice(0, 120) : undefined;
  };
  const filters: Asked["filters"] = {};
  for (const name of filterNames) {
    const value = text(name);
    const isDate = name === "from" || name === "to";
    if (value && (!isDate || (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)))))
      filters[name] = value.slice(0, 60);
  }
  const month = text("month");
  const page = Number(text("page") ?? "1");
  return {
    filters,
    view: req.query.view === "month" ? "month" : "list",
    month:
      month && /^20\d{2}-(0[1-9]|1[0-2])$/.test(month)
        ? month
        : todayIn(site.jurisdiction.timeZone, site.ctx.now).slice(0, 7),
    page: Number.isInteger(page) && page >= 1 && page <= 1000 ? page : 1,
  };
}

/** The address of the calendar with some of what is asked changed. */
export function calendarAddress(asked: Asked, change: Partial<Asked> = {}): string {
  const next = { ...asked, ...change };
  const params = new URLSearchParams(next.filters as Record<string, string>);
  if (next.view === "month") {
    params.set("view", "month");
    params.set("month", next.month);
  } else if (next.page > 1) params.set("page", String(next.page));
  const query = params.toString();
  return query ? `/calendar?${query}` : "/calendar";
}

export const monthAfter = (month: string, by: number): string => addMonths(`${month}-01`, by).slice(0, 7);
export const lastDayOf = (month: string): string => {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

/** The weeks of a month, Sunday first; days of other months are null. */
export function weeksOf(month: string): (string | null)[][] {
  const first = new Date(`${month}-01T00:00:00Z`).getUTCDay();
  const days = Number(lastDayOf(month).slice(8));
  const cells = [
    ...Array.from({ length: first }, () => null),
    ...Array.from({ length: days }, (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`),
  ];
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
