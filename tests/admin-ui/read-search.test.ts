import { expect, test } from "vitest";
import { asNumber } from "../../admin-ui/src/layout/readSearch.ts";

test.each([
  ["1000017", "1000017"],
  ["100-0017", "1000017"],
  ["1 000 017", "1000017"],
  ["4/12/1988", undefined],
  ["1988-04-12", undefined],
  ["Reyes 1000017", undefined],
  ["10000", undefined],
  ["", undefined],
])("%j as a card's scanner would type it: %j", (typed, number) => {
  expect(asNumber(typed)).toBe(number);
});
