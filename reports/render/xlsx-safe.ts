/** Excel's limit on the text of one cell. */
const maxLength = 32_767;

// Controls, halves of surrogate pairs and two non-characters: one of them makes a whole workbook unreadable. TRUST 0.6
const illegal = /(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;
const suspicious = /\p{Cc}|\p{Cs}|[\ufffe\uffff]|_x/iu;
/** Excel reads `_x0041_` as "A"; the escape of its own underscore keeps the text as it was written. */
const escapeLike = /_(?=x[0-9a-f]{4}_)/gi;

/**
 * Text as a cell may hold it: characters XML cannot carry are left out, escapes Excel would interpret are escaped,
 * line ends are one character, overlong text is cut. Every string of every workbook goes through here. TRUST 0.6, B8
 */
export function xlsxSafe(text: string): string {
  const short = text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
  if (!suspicious.test(short)) return short;
  return short.replace(/\r\n?/g, "\n").replace(illegal, "").replace(escapeLike, "_x005F_");
}
