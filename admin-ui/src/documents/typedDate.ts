const american = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/;

const digits = /^(\d{2})(\d{2})(\d{4})$/;

/** `5/20/2019`, `5-20-19` and `05202019` → `2019-05-20`; anything else as it is. Two-digit years are of this century up to 40. */
export function typedDate(text: string): string {
  const [, month, day, year] = american.exec(text.trim()) ?? digits.exec(text.trim()) ?? [];
  if (!month || !day || !year) return text.trim();
  const full = year.length === 4 ? year : `${Number(year) <= 40 ? "20" : "19"}${year}`;
  return `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Any date {@link typedDate} understands as the grid shows it: `05/20/2019`; anything else as it is. */
export function shownDate(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typedDate(text)) ?? [];
  return year ? `${month}/${day}/${year}` : text.trim();
}
