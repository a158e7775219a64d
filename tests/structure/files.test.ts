import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesUnder, importsOf, ROOMS, ROOT, read, sources } from "./source-tree.ts";

const MOST_LINES = 400;
/** Lists of facts and words, and generated SQL: long without being complicated. */
const LONG_BY_NATURE =
  /^db\/(migrations|jurisdictions|seed)\/|\/messages(\.[a-z-]+)?\.ts$|\/messages\/|\.data\.ts$/;
const ROOM_README_LINES = 30;
const MAY_READ_ENVIRONMENT =
  /^(api\/config\.ts|bin\/setup\.mjs|tests\/setup\/|tests\/structure\/|[^/]+\.config\.ts|admin-ui\/vite\.config\.ts)/;
const ENVIRONMENT = /\bprocess\.env\b|\bimport\.meta\.env\b/;
/** They render what people typed as a link or as markup. */
const UNSAFE_FIELDS = ["UrlField", "FileField", "RichTextField"];

/** Code at the top level is configuration; everything else has a room. */
const CONFIGURATION = /\.config\.ts$/;

const lineCount = (text: string) => text.trimEnd().split("\n").length;

test(`no file is longer than ${MOST_LINES} lines`, () => {
  const code = [...sources(), ...ROOMS.flatMap((room) => filesUnder(room, /\.(css|sql)$/))];
  const long = code
    .filter((path) => !LONG_BY_NATURE.test(path))
    .map((path) => ({ path, lines: lineCount(read(path)) }))
    .filter(({ lines }) => lines > MOST_LINES);
  expect(long).toEqual([]);
});

test("no code stands outside of the rooms but configuration", () => {
  const outside = readdirSync(ROOT).filter(
    (name) => /\.(ts|tsx|mjs|js)$/.test(name) && !CONFIGURATION.test(name),
  );
  expect(outside).toEqual([]);
});

test("only api/config.ts reads the environment", () => {
  const readers = sources().filter(
    (path) => !MAY_READ_ENVIRONMENT.test(path) && ENVIRONMENT.test(read(path)),
  );
  expect(readers).toEqual([]);
});

test("the console uses no field that renders typed text as a link or as markup", () => {
  const uses = filesUnder("admin-ui", /\.tsx?$/).flatMap((path) =>
    importsOf(path, read(path))
      .filter(({ target }) => /^package (react-admin|ra-)/.test(target))
      .flatMap(({ names }) => UNSAFE_FIELDS.filter((field) => new RegExp(`\\b${field}\\b`).test(names)))
      .map((field) => `${path} uses ${field}`),
  );
  expect(uses).toEqual([]);
});

test.each([...ROOMS])(`%s has a README of at most ${ROOM_README_LINES} lines`, (room) => {
  const path = `${room}/README.md`;
  expect(existsSync(join(ROOT, path)), `${path} exists`).toBe(true);
  expect(lineCount(read(path))).toBeLessThanOrEqual(ROOM_README_LINES);
});
