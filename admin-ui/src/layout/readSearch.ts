const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const american = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

function asDate(text: string): string | undefined {
  const [, y1, m1, d1] = iso.exec(text) ?? [];
  const [, m2, d2, y2] = american.exec(text) ?? [];
  const year = y1 ?? y2;
  const month = (m1 ?? m2 ?? "").padStart(2, "0");
  const day = (d1 ?? d2 ?? "").padStart(2, "0");
  if (!year) return undefined;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
  return real ? `${year}-${month}-${day}` : undefined;
}

/** What the search box means: a date of birth (`1988-04-12` or `4/12/1988`), else number, name or e-mail. Only staff may search by date. */
export function readSearch(text: string, byBirthDate = true): Record<string, string> {
  const birthDate = byBirthDate ? asDate(text) : undefined;
  if (birthDate) return { birthDate };
  return text ? { q: text } : {};
}

/** A whole registry number as a card's scanner types it, its groups parted or not; else undefined. */
export function asNumber(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, "");
  return /^\d{7,12}$/.test(digits) && !asDate(text) ? digits : undefined;
}
