/** Damm's quasigroup, as `damm_digit` in the database has it. */
const table = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

/** A registry number as it may be written, dashes and blanks aside; null where it is none. */
export const plainRegistryNumber = (text: string): string | null => {
  const digits = text.replace(/[\s\-–.#]/g, "");
  return /^\d{7,8}$/.test(digits) ? digits : null;
};

/** Whether its check digit holds: every single wrong digit and every swap of two neighbours is found. */
export function checkDigitHolds(digits: string): boolean {
  let interim = 0;
  for (const digit of digits) interim = Number(table[interim]![Number(digit)]);
  return interim === 0;
}
