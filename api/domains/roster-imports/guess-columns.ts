import type { RosterMapping } from "#db/schema/roster-imports.ts";
import { readBirthDate, readEmail, readHours } from "./read-cells.ts";
import { checkDigitHolds, plainRegistryNumber } from "./registry-number.ts";
import { columnNamed, foldWords, namesFamilyFirst, type RosterColumn, yesOrNo } from "./words.ts";

const looksAt = 50;
/** So large a share of a column's filled cells has to look like one kind. */
const most = 0.7;

/**
 * What the columns of a list hold: by their headings, else by what stands in them. Days and names are taken to be written
 * as the list itself shows, else as in the United States. Nothing here is final: whoever brought the list in looks at it.
 */
export function guessColumns(
  rows: readonly (readonly string[])[],
  says: RosterMapping["says"],
  now: Date,
): RosterMapping {
  const width = Math.max(1, ...rows.map((cells) => cells.length));
  const first = rows[0] ?? [];
  const named = first.map(columnNamed);
  const headings = named.some(Boolean) && !first.some((text) => readEmail(text) || plainRegistryNumber(text));
  const sample = rows.slice(headings ? 1 : 0, looksAt);
  const columns: (RosterColumn | null)[] = Array.from({ length: width }, () => null);
  const free = (column: RosterColumn) => !columns.includes(column);
  if (headings) {
    for (const [at, column] of named.entries()) if (column && free(column)) columns[at] = column;
    // "Nombre" beside no column of family names is the whole name.
    const given = columns.indexOf("givenName");
    if (given >= 0 && free("familyName") && free("name")) columns[given] = "name";
  }
  const dateOrder = dateOrderOf(sample);
  const looks: readonly [RosterColumn, (text: string) => unknown][] = [
    ["email", readEmail],
    ["registryNumber", (text) => checkDigitHolds(plainRegistryNumber(text) ?? "1")],
    ["birthDate", (text) => /\d{4}|\d{1,2}[-/.]\d/.test(text) && readBirthDate(text, dateOrder, now)],
    ["phone", (text) => /^[\d\s()+.-]+$/.test(text) && /^1?\d{10}$/.test(text.replace(/\D/g, ""))],
    ["hours", (text) => !headings && readHours(text) !== null],
    ["attended", (text) => !headings && yesOrNo(text) !== undefined],
  ];
  const filled = columns.map((_, at) => sample.map((cells) => cells[at] ?? "").filter((text) => text !== ""));
  for (const [column, looksLike] of looks) {
    const at = columns.findIndex(
      (known, n) => known === null && filled[n]!.length > 0 && share(filled[n]!, looksLike) >= most,
    );
    if (at >= 0 && free(column)) columns[at] = column;
  }
  if (free("name") && (free("givenName") || free("familyName"))) guessNames(columns, filled);
  return { columns, headings, nameOrder: nameOrderOf(first, headings), dateOrder, says };
}

const share = (texts: readonly string[], looksLike: (text: string) => unknown): number =>
  texts.filter(looksLike).length / texts.length;

/** One column of words is whole names, or two beside each other are given and family names. */
function guessNames(columns: (RosterColumn | null)[], filled: readonly (readonly string[])[]): void {
  const isName = (text: string) => /^[\p{L}\p{M}'’.,\-\s()]{2,}$/u.test(text) && /\p{L}{2}/u.test(text);
  const words = columns.flatMap((column, at) =>
    column === null && filled[at]!.length > 0 && share(filled[at]!, isName) >= most ? [at] : [],
  );
  const whole = words.find((at) => share(filled[at]!, (text) => /[\s,]/.test(text.trim())) >= most);
  const [first, second] = words;
  if (whole !== undefined) columns[whole] = "name";
  else if (first !== undefined && second !== undefined) {
    columns[first] = "givenName";
    columns[second] = "familyName";
  } else if (first !== undefined) columns[first] = "name";
}

/** Days come first only where one of them can be no month and none can be no day. */
function dateOrderOf(sample: readonly (readonly string[])[]): RosterMapping["dateOrder"] {
  const pairs = sample.flat().flatMap((text) => {
    const found = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text.trim());
    return found ? [[Number(found[1]), Number(found[2])] as const] : [];
  });
  const [dayFirst, monthFirst] = [pairs.some(([a]) => a > 12), pairs.some(([, b]) => b > 12)];
  return dayFirst && !monthFirst ? "day_first" : "month_first";
}

const nameOrderOf = (first: readonly string[], headings: boolean): RosterMapping["nameOrder"] =>
  headings && first.some((text) => namesFamilyFirst(foldWords(text))) ? "family_first" : "given_first";

/** Whether enough is known to look for anybody: every row has to name a person. */
export const namesPeople = ({ columns }: RosterMapping): boolean =>
  columns.includes("name") || (columns.includes("givenName") && columns.includes("familyName"));
