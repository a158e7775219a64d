const parts = new Map<string, Intl.DateTimeFormat>();
const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  let format = parts.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    parts.set(timeZone, format);
  }
  return format;
};

/** What calendar and clock on the wall of a time zone show at an instant: `{date: "2026-03-14", time: "09:00"}`. */
export function wallClock(instant: Date, timeZone: string): { date: string; time: string } {
  const found = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  return { date: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` };
}

/**
 * The instant at which the wall clock shows `date` and `time`. Where the clock shows it twice (autumn) the first one;
 * undefined where it never does, because the clock was put forward over it (spring).
 */
export function instantOf(date: string, time: string, timeZone: string): Date | undefined {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  // No zone is further from UTC than 14 hours; offsets on both sides of any change are found a day before and after.
  const offsets = [-24, 24].map((hours) => {
    const near = new Date(asUtc + hours * 3_600_000);
    const shown = wallClock(near, timeZone);
    return Date.parse(`${shown.date}T${shown.time}:00Z`) - near.getTime();
  });
  const candidates = offsets.map((offset) => asUtc - offset).sort((a, b) => a - b);
  for (const candidate of candidates) {
    const instant = new Date(candidate);
    const shown = wallClock(instant, timeZone);
    if (shown.date === date && shown.time === time) return instant;
  }
  return undefined;
}
