import type { TestProject } from "vitest/node";
import { type Cluster, startCluster } from "./cluster.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The maintenance database of the run's cluster; `tests/setup/db.ts` clones from there. */
    clusterUrl: string;
  }
}

type Shared = { cluster: Promise<Cluster>; users: number };
const KEY = Symbol.for("rollbook.test-cluster");
const registry = globalThis as { [KEY]?: Shared };

/** Every project of a run loads this module anew, so the one cluster they share hangs on globalThis. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  registry[KEY] ??= { cluster: startCluster(), users: 0 };
  const shared = registry[KEY];
  shared.users += 1;
  const cluster = await shared.cluster;
  project.provide("clusterUrl", cluster.url);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete registry[KEY];
    await cluster.stop();
  };
}
