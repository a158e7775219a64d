import { expect, test } from "vitest";
import { nextPair, windowOf, windowSize } from "../../admin-ui/src/duplicates/nextPair.ts";

/** A list of open pairs as the registry would answer it, window by window. */
const listOf = (ids: readonly number[]) => (window: number) =>
  Promise.resolve({
    ids: ids.slice(window * windowSize, (window + 1) * windowSize),
    total: ids.length,
  });
const place = (ids: readonly number[], current: number, window = 0) => ({ window, ids, current });
const long = Array.from({ length: 250 }, (_, at) => 1000 - at);

test("the pair below the one that was decided is next, though the list lost it", async () => {
  expect(await nextPair(place([9, 5, 7, 3], 5), listOf([9, 7, 3]))).toEqual({ id: 7, window: 0 });
});

test("a pair is passed over by going on: it stays where it is", async () => {
  expect(await nextPair(place([9, 5, 7, 3], 9), listOf([9, 5, 7, 3]))).toEqual({ id: 5, window: 0 });
});

test("a pair that a merge or a colleague took off the list meanwhile is left out", async () => {
  expect(await nextPair(place([9, 5, 7, 3], 9), listOf([3]))).toEqual({ id: 3, window: 0 });
});

test("at the end of what was read, the next window follows", async () => {
  const last = long[99]!;
  expect(await nextPair(place(long.slice(0, 100), last), listOf(long))).toEqual({ id: long[100], window: 1 });
  const without = long.filter((id) => id !== last);
  expect(await nextPair(place(long.slice(0, 100), last), listOf(without))).toEqual({
    id: long[100],
    window: 0,
  });
});

test("after the last pair it begins again, and says so where no other is open", async () => {
  expect(await nextPair(place(long.slice(200), 751, 2), listOf(long))).toEqual({ id: 1000, window: 0 });
  expect(await nextPair(place([9, 5], 5), listOf([9, 5]))).toEqual({ id: 9, window: 0 });
  expect(await nextPair(place([5], 5), listOf([5]))).toBeNull();
  expect(await nextPair(place([5], 5), listOf([]))).toBeNull();
});

test("a pair that is not of the list leads to the list's first", async () => {
  expect(await nextPair(place([9, 5], 4), listOf([9, 5]))).toEqual({ id: 9, window: 0 });
});

test("a page of the list lies in the window that holds its first row", () => {
  expect(windowOf({ page: 4, perPage: 25 })).toBe(0);
  expect(windowOf({ page: 5, perPage: 25 })).toBe(1);
});
