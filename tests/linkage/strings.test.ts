import { expect, test } from "vitest";
import { jaroWinkler, oneDigit, oneEdit } from "#api/linkage/compare/strings.ts";

function pooled<T>(
  a: string,
  b: string,
  work: (pool: Uint8Array, a: number, la: number, b: number, lb: number) => T,
): T {
  const pool = new TextEncoder().encode(a + b);
  return work(pool, 0, a.length, a.length, b.length);
}

// Winkler (1990 and later reports) prints these to three digits.
test.each([
  ["shackleford", "shackelford", 0.982],
  ["dunningham", "cunnigham", 0.896],
  ["nichleson", "nichulson", 0.956],
  ["jones", "johnson", 0.832],
  ["massey", "massie", 0.933],
  ["abroms", "abrams", 0.922],
  ["itman", "smith", 0.467],
  ["jeraldine", "geraldine", 0.926],
  ["michelle", "michael", 0.921],
  ["julies", "julius", 0.933],
  ["tanya", "tonya", 0.88],
  ["dwayne", "duane", 0.84],
  ["sean", "susan", 0.805],
  ["jon", "john", 0.933],
  ["jon", "jan", 0.8],
  ["martha", "marhta", 0.961],
])("Jaro–Winkler of %s and %s is %d", (a, b, expected) => {
  expect(pooled(a, b, jaroWinkler)).toBeCloseTo(expected, 2);
});

test("Jaro–Winkler of the same is 1, of nothing in common 0, of nothing 0", () => {
  expect(pooled("garcia", "garcia", jaroWinkler)).toBe(1);
  expect(pooled("abc", "xyz", jaroWinkler)).toBe(0);
  expect(pooled("", "xyz", jaroWinkler)).toBe(0);
});

test.each([
  ["smith", "smyth", true],
  ["smith", "smiht", true],
  ["smith", "smit", true],
  ["smith", "ssmith", true],
  ["smith", "smith", true],
  ["smith", "smythe", false],
  ["ab", "ba", true],
  ["abcd", "badc", false],
  ["smith", "smihx", false],
])("%s and %s are one edit apart: %s", (a, b, expected) => {
  expect(pooled(a, b, oneEdit)).toBe(expected);
});

test.each([
  [5304218, 5304218, true],
  [5304218, 5304281, true],
  [5304218, 530421, true],
  [5304218, 5304999, false],
  [-5, 5, false],
])("numbers %d and %d are one digit apart: %s", (a, b, expected) => {
  expect(oneDigit(a, b)).toBe(expected);
});
