import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { linkedPaths, namedPaths } from "./document-paths.ts";
import { filesUnder, ROOMS, ROOT, read } from "./source-tree.ts";

const documents = [
  ...["README.md", "CONTRIBUTING.md"].filter((path) => existsSync(join(ROOT, path))),
  ...(existsSync(join(ROOT, "docs")) ? filesUnder("docs", /\.md$/) : []),
  ...ROOMS.map((room) => `${room}/README.md`).filter((path) => existsSync(join(ROOT, path))),
];

/** Made by a run or an installation, so not there in a fresh clone. */
const MADE_LATER = /^(var|node_modules|admin-ui\/dist|dist|coverage)(\/|$)/;

const all = filesUnder("", /./);

function exists(document: string, path: string): boolean {
  const room = dirname(document) === "." ? "" : `${dirname(document)}/`;
  const bareName = !/[/*<]/.test(path);
  if (bareName && all.some((file) => file.startsWith(room) && file.endsWith(`/${path}`))) return true;
  const places = [path, join(dirname(document), path)].map((place) =>
    place.replace(/^\.\//, "").replace(/\/$/, ""),
  );
  return places.some((place) => {
    if (MADE_LATER.test(place)) return true;
    if (!/[*<…]/.test(place)) return existsSync(join(ROOT, place));
    const pattern = place
      .split(/\*\*?|<[^>]*>|…/)
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join("[^/]*");
    return all.some((file) => new RegExp(`^${pattern}(\\.|/|$)`).test(file));
  });
}

/** A path in backticks is meant as ours when it begins with one of our folders or is a file name. */
function isOurs(document: string, path: string): boolean {
  const first = path.replace(/^\.\//, "").split("/")[0] ?? "";
  return (
    [...ROOMS, "docs", ".ci", "var"].includes(first) ||
    existsSync(join(ROOT, dirname(document), first)) ||
    !path.includes("/")
  );
}

test("the documents are read the way they are written", () => {
  const text =
    "See `db/embedded.ts`, `npm run check`, `/admin`, [rules](docs/a.md#top), ![shot](shots/x.png), [w](https://x.y).";
  expect(namedPaths(text)).toEqual(["db/embedded.ts"]);
  expect(linkedPaths(text)).toEqual(["docs/a.md", "shots/x.png"]);
  expect(exists("README.md", "db/embedded/*.ts")).toBe(true);
  expect(exists("README.md", "db/never-there.ts")).toBe(false);
});

test.each(documents)("every path that %s names is there", (document) => {
  const named = namedPaths(read(document)).filter((path) => isOurs(document, path));
  expect(named.filter((path) => !exists(document, path))).toEqual([]);
});

test.each(documents)("every file that %s links to or shows is there", (document) => {
  const missing = linkedPaths(read(document)).filter(
    (path) => !existsSync(join(ROOT, dirname(document), path)),
  );
  expect(missing).toEqual([]);
});
