const dayMs = 86_400_000;
const weekday = (day: number) => {
  const of = new Date(day * dayMs).getUTCDay();
  return of !== 0 && of !== 6;
};

/**
 * The `count`-th working day after a calendar date (`YYYY-MM-DD`): Monday to Friday, holidays are not known here. One
 * working day after a Friday, a Saturday or a Sunday is the Monday.
 */
export function addWorkingDays(date: string, count: number): string {
  let day = Date.parse(`${date}T00:00:00Z`) / dayMs;
  // Whole weeks at once, so that a long line costs no loop.
  day += Math.floor(Math.max(0, count - 1) / 5) * 7;
  for (let left = ((Math.max(1, count) - 1) % 5) + 1; left > 0; ) {
    day += 1;
    if (weekday(day)) left -= 1;
  }
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
