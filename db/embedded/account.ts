import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";

/** PostgreSQL refuses to run as root, so root lends it this account, which every Linux has. */
const NOBODY = 65534;
/** Where root keeps a cluster whose checkout the lent account cannot enter (a 0700 home). */
const SYSTEM_HOME = "/var/lib/rollbook";

/** The account the server runs under; `lent` is true when it is not the account of this process. */
export type Account = { uid: number; gid: number; lent: boolean };

/**
 * Chooses the account for a cluster. Root continues with whoever owns the data already, so that a
 * registry started once as a person and once with sudo stays readable by both.
 * @throws Error with a sentence for the operator when the data belongs to another person.
 */
export function accountFor(dataDir: string): Account {
  const uid = process.getuid?.() ?? -1;
  const gid = process.getgid?.() ?? -1;
  const owner = existsSync(dataDir) ? statSync(dataDir) : null;
  if (uid !== 0) {
    if (owner && owner.uid !== uid) {
      throw new Error(
        `The database files in ${dataDir} belong to another account (uid ${owner.uid}). ` +
          "Start as that account or as root, or remove the folder to begin with an empty registry.",
      );
    }
    return { uid, gid, lent: false };
  }
  if (process.platform !== "linux") {
    throw new Error(
      "The built-in PostgreSQL cannot run as root on this system. Start as an ordinary account.",
    );
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, lent: true };
  return { uid: NOBODY, gid: NOBODY, lent: true };
}

/** Options for child_process.spawn that make the child run under the account, with nothing inherited. */
export function spawnAs(account: Account) {
  return {
    ...(account.lent ? { uid: account.uid, gid: account.gid } : {}),
    env: { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
  };
}

/** Makes a folder that only the account may enter. */
export function privateDir(path: string, account: Account): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (account.lent) chownSync(path, account.uid, account.gid);
  chmodSync(path, 0o700);
}

/** True when the account may pass through every folder above `path` and read `path` itself. */
export function canReach(path: string, account: Account): boolean {
  if (!account.lent) return true;
  const allows = (at: string, bits: number) => {
    const { mode, uid, gid } = statSync(at);
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
    return ((mode >> shift) & bits) === bits;
  };
  let at = resolve(path);
  if (existsSync(at) && !allows(at, statSync(at).isDirectory() ? 5 : 4)) return false;
  while (at !== dirname(at)) {
    at = dirname(at);
    if (existsSync(at) && !allows(at, 1)) return false;
  }
  return true;
}

/**
 * Prepares the folder that holds the cluster and returns it. For root under a closed home it is a link to a
 * folder of its own under /var/lib/rollbook, because the lent account could not enter the checkout.
 */
export function clusterHome(dir: string, account: Account): string {
  const existing = lstatSync(dir, { throwIfNoEntry: false });
  if (existing && canReach(dir, account)) return dir;
  if (existing?.isSymbolicLink()) return dir;
  mkdirSync(dirname(dir), { recursive: true });
  if (!existing && canReach(dirname(dir), account)) {
    mkdirSync(dir, { mode: 0o755 });
    return dir;
  }
  if (existing) {
    throw new Error(
      `PostgreSQL does not run as root, and the account it runs under (uid ${account.uid}) cannot enter ${dir}. ` +
        "Open the folders above it (chmod o+x), start as an ordinary account, or set DATABASE_URL.",
    );
  }
  try {
    mkdirSync(SYSTEM_HOME, { recursive: true, mode: 0o755 });
    const home = mkdtempSync(join(SYSTEM_HOME, "cluster-"));
    chmodSync(home, 0o755);
    symlinkSync(home, dir);
    return dir;
  } catch (cause) {
    throw new Error(
      `PostgreSQL needs a folder outside ${dir} that an ordinary account can enter, and ${SYSTEM_HOME} cannot be ` +
        "created. Move the checkout out of a closed home folder, or set DATABASE_URL.",
      { cause },
    );
  }
}
