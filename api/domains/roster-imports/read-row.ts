import type { ListedPerson, RosterMapping, RowProblems } from "#db/schema/roster-imports.ts";
import { readBirthDate, readEmail, readHours, type TakenApart, takeApart } from "./read-cells.ts";
import { checkDigitHolds, plainRegistryNumber } from "./registry-number.ts";
import { type RosterColumn, yesOrNo } from "./words.ts";

export type ReadRow = { listed: ListedPerson; problems: RowProblems };

/** What a row says by its columns, with a sentence for each cell that says nothing sensible. */
export function readRow(
  cells: readonly string[],
  mapping: RosterMapping,
  event: { hours: number },
  now: Date,
): ReadRow {
  const cell = (column: RosterColumn): string => {
    const at = mapping.columns.indexOf(column);
    return at < 0 ? "" : (cells[at] ?? "").trim();
  };
  const problems: RowProblems = {};
  const read = <T>(column: RosterColumn, understand: (text: string) => T | null, wrong: string): T | null => {
    const text = cell(column);
    if (text === "") return null;
    const value = understand(text);
    if (value === null) problems[column] = wrong;
    return value;
  };
  const registryNumber = read("registryNumber", plainRegistryNumber, "A registry number has 7 or 8 digits.");
  if (registryNumber && !checkDigitHolds(registryNumber))
    problems.registryNumber = "A digit of this registry number is wrong. Check it against the card.";
  const dateLike = mapping.dateOrder === "month_first" ? "04/25/1988" : "25/04/1988";
  const birthDate = read(
    "birthDate",
    (text) => readBirthDate(text, mapping.dateOrder, now),
    `Not a date of birth. Write it like ${dateLike}.`,
  );
  const email = read("email", readEmail, "Not an e-mail address.");
  const phone = cell("phone").replace(/\D/g, "").length >= 10 ? cell("phone") : null;
  const hours = read("hours", readHours, "Write the hours as a number, like 2.5.");
  if (hours !== null && hours > event.hours)
    problems.hours = `The event gives ${event.hours} hours; nobody can have more.`;
  if (hours === 0) problems.hours = "Enter more than 0 hours, or leave it empty.";
  const asked = mapping.columns.includes("attended");
  const said = cell("attended");
  const attended = asked ? (said === "" ? false : yesOrNo(said)) : null;
  if (attended === undefined) problems.attended = "Write yes or no.";
  const [name, ...otherNames] = namesOf(cell, mapping);
  if (!name) {
    const column = mapping.columns.includes("name") ? "name" : cell("givenName") ? "familyName" : "givenName";
    problems[column] = "Enter the given name and the family name.";
  }
  return {
    listed: {
      registryNumber,
      givenName: name?.given ?? null,
      familyName: name?.family ?? null,
      otherNames,
      ...{ birthDate, email, phone, hours },
      attended: attended ?? null,
    },
    problems,
  };
}

const longest = 100;
function namesOf(cell: (column: RosterColumn) => string, { nameOrder }: RosterMapping): TakenApart[] {
  const [given, family] = [cell("givenName"), cell("familyName")];
  const ways =
    given && family ? [{ given, family }] : takeApart(cell("name") || `${given} ${family}`, nameOrder);
  return ways.map((way) => ({ given: way.given.slice(0, longest), family: way.family.slice(0, longest) }));
}
