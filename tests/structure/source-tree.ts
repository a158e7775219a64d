import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The top-level folders that hold source, each a room of the house. */
export const ROOMS = ["admin-ui", "api", "bin", "db", "reports", "tests", "workers"] as const;

const GENERATED = new Set(["node_modules", "dist", "var", ".git"]);

/** Every file under a folder of the checkout, as paths from its root with forward slashes, sorted. */
export function filesUnder(folder: string, match: RegExp): string[] {
  const found: string[] = [];
  const walk = (at: string): void => {
    for (const entry of readdirSync(join(ROOT, at), { withFileTypes: true })) {
      const path = at === "" ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory() && !GENERATED.has(entry.name)) walk(path);
      if (entry.isFile() && match.test(path)) found.push(path);
    }
  };
  walk(folder);
  return found.sort();
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** All TypeScript and JavaScript of the rooms. */
export function sources(): string[] {
  return ROOMS.flatMap((room) => filesUnder(room, /\.(ts|tsx|mjs)$/));
}

/** One import: `target` is a path from the root for the project's own files, else the package's name. */
export type Import = { target: string; typeOnly: boolean; names: string };

const STATEMENT = /\b(?:import|export)\s+(type\s+)?([\w*{}\s,$]*?)\s*(?:\bfrom\s*)?["']([^"'\n]+)["']/g;
const CALL = /\bimport\(\s*["']([^"'\n]+)["']\s*\)/g;

/** The imports and re-exports of a file's text, dynamic ones with a literal path included. */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  for (const [, type, names = "", specifier = ""] of code.matchAll(STATEMENT)) {
    const members = names
      .replace(/[{}]/g, "")
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean);
    const eachIsType = members.length > 0 && members.every((name) => name.startsWith("type "));
    found.push({ target: targetOf(path, specifier), typeOnly: Boolean(type) || eachIsType, names });
  }
  for (const [, specifier = ""] of code.matchAll(CALL)) {
    found.push({ target: targetOf(path, specifier), typeOnly: false, names: "" });
  }
  return found;
}

function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith(".")) return normalize(join(dirname(path), specifier)).replaceAll("\\", "/");
  if (specifier.startsWith("#")) return specifier.slice(1);
  const parts = specifier.split("/");
  return `package ${specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0]}`;
}
