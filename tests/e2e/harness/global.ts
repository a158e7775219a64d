import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { rawClient } from "#db/client.ts";
import { withDatabase } from "#db/embedded.ts";
import { TEMPLATE } from "../../setup/cluster.ts";
import { type Running, startRegistry } from "./registry.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The one registry that all journeys of a run visit. */
    registry: Running;
  }
}

const PARTICIPANTS = 60;

/** One whole registry for the run, on a database of the run's cluster; every trace of it goes at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = project.getProvidedContext().clusterUrl;
  const name = `journeys_${process.pid}`;
  const admin = rawClient(cluster, { max: 1 });
  await admin.unsafe(`create database ${name} template ${TEMPLATE} strategy wal_log`);
  await admin.end();
  const varDir = join(tmpdir(), `rollbook-journeys-${process.pid}`);
  const { stop, ...running } = await startRegistry({
    databaseUrl: withDatabase(cluster, name),
    varDir,
    participants: PARTICIPANTS,
  }).catch(async (error) => {
    await rm(varDir, { recursive: true, force: true });
    throw error;
  });
  project.provide("registry", running);
  return async () => {
    await stop();
    await rm(varDir, { recursive: true, force: true });
  };
}
