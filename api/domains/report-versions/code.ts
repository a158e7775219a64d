import { randomInt } from "node:crypto";

/** Letters and digits that are not taken for one another in print or handwriting: no 0 and O, no 1, I and L, no U beside V. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 16;

/** A new verification code: 16 letters of 30, 78 bits, so that trying codes finds nothing. B-O4 */
export const makeCode = (): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");

/** In groups, as it is printed: `K7QM-2RXA-9FHT-WD4P`. */
export const groupedCode = (code: string): string => code.match(/.{1,4}/g)?.join("-") ?? "";

/** The code in what somebody typed, however it is spaced and cased; null where it cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s\p{Pd}.]/gu, "");
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? code : null;
}
