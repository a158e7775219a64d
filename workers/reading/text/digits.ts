/** Letters that scanned digits come out as. */
const AS_DIGIT: Readonly<Record<string, string>> = {
  O: "0",
  o: "0",
  Q: "0",
  D: "0",
  I: "1",
  l: "1",
  i: "1",
  "|": "1",
  "!": "1",
  "]": "1",
  Z: "2",
  z: "2",
  A: "4",
  S: "5",
  s: "5",
  G: "6",
  b: "6",
  T: "7",
  B: "8",
  g: "9",
  q: "9",
};
const AS_LETTER: Readonly<Record<string, string>> = {
  "0": "O",
  "1": "I",
  "2": "Z",
  "4": "A",
  "5": "S",
  "6": "G",
  "8": "B",
  "|": "I",
  "!": "I",
  "€": "E",
  "£": "E",
  "(": "C",
  "¢": "C",
  "©": "C",
};

/** The text with every letter that can be a misread digit turned into it; null where another letter stands. */
export function toDigits(text: string): string | null {
  let out = "";
  for (const letter of text) {
    const digit = /\d/.test(letter) ? letter : AS_DIGIT[letter];
    if (digit === undefined) return null;
    out += digit;
  }
  return out;
}

/** The text with every digit or mark that can be a misread capital turned into it; null where another mark stands. */
export function toLetters(text: string): string | null {
  let out = "";
  for (const mark of text) {
    const letter = /\p{L}/u.test(mark) ? mark : AS_LETTER[mark];
    if (letter === undefined) return null;
    out += letter;
  }
  return out;
}

const LOOKS: readonly string[] = [
  "O0QDCGU",
  "I1LTJ|!",
  "Z2",
  "S5",
  "B8RE",
  "G6C",
  "EFC",
  "A4",
  "MNH",
  "VUYW",
  "PRF",
  "HNM",
];

/** Whether two capitals or digits look alike in scanned print. */
export const looksAlike = (a: string, b: string): boolean =>
  a === b || LOOKS.some((group) => group.includes(a.toUpperCase()) && group.includes(b.toUpperCase()));

/** A year of this or the last century, as printed or with misread digits, or null. */
export function yearOf(text: string): number | null {
  const plain = text.replace(/^[^\p{L}\p{N}|]+|[.,;:)]+$/gu, "");
  if (plain.length !== 4 || !/\d/.test(plain)) return null;
  const digits = toDigits(plain);
  if (digits === null) return null;
  const year = Number(digits);
  return year >= 1940 && year <= 2099 ? year : null;
}
