import { expect, test } from "vitest";
import { brokenBy, directions, entersThroughTheWindow } from "./directions.ts";
import { type Import, importsOf, read, sources } from "./source-tree.ts";

const imports = sources().flatMap((file) => importsOf(file, read(file)).map((found) => ({ file, found })));

const value = (target: string): Import => ({ target, typeOnly: false, names: "" });

test.each(directions)("$rule", ({ rule, broken: [file, target] }) => {
  expect(brokenBy(file, value(target)), "the rule catches its own example").toContain(rule);
  const broken = imports.filter(({ file, found }) => brokenBy(file, found).includes(rule));
  expect(broken.map(({ file, found }) => `${file} imports ${found.target}`)).toEqual([]);
});

test("a domain is entered through its index.ts, its shapes through schemas.ts", () => {
  expect(entersThroughTheWindow("workers/tasks/a.ts", value("api/domains/documents/decide.ts"))).toBe(true);
  expect(entersThroughTheWindow("api/domains/audit/list.ts", value("api/domains/documents/routes.ts"))).toBe(
    true,
  );
  expect(entersThroughTheWindow("workers/tasks/a.ts", value("api/domains/documents/index.ts"))).toBe(false);
  const broken = imports.filter(({ file, found }) => entersThroughTheWindow(file, found));
  expect(broken.map(({ file, found }) => `${file} imports ${found.target}`)).toEqual([]);
});

test("imports are read in every form they are written in", () => {
  const text = `
    import "./a.ts";
    import b, { c } from "#db/b.ts";
    import type { D } from "../d.ts";
    import { type E, type F } from "express";
    export * from "@scope/name/deep";
    // import "./comment.ts";
    const lazy = await import("./lazy.ts");
    import {
      many,
      lines,
    } from "./lines.ts";`;
  expect(importsOf("api/x/y.ts", text).map(({ target, typeOnly }) => [target, typeOnly])).toEqual([
    ["api/x/a.ts", false],
    ["db/b.ts", false],
    ["api/d.ts", true],
    ["package express", true],
    ["package @scope/name", false],
    ["api/x/lines.ts", false],
    ["api/x/lazy.ts", false],
  ]);
});
