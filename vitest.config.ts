import { defineConfig } from "vitest/config";

const TESTS = "tests/**/*.test.{ts,tsx}";
const STRUCTURE = "tests/structure/**/*.test.ts";
const JOURNEYS = "tests/e2e/**/*.test.ts";
const FAULTS = "tests/faults/**/*.test.ts";

export default defineConfig({
  test: {
    reporters: ["default", "./tests/setup/tally-reporter.ts"],
    pool: "forks",
    maxWorkers: 2,
    teardownTimeout: 30_000,
    projects: [
      // Reads the source tree only: no database, so `npm run check` can run it alone.
      { extends: true, test: { name: "structure", include: [STRUCTURE] } },
      {
        extends: true,
        test: {
          name: "registry",
          include: [TESTS],
          exclude: [STRUCTURE, JOURNEYS, FAULTS],
          globalSetup: "./tests/setup/global.ts",
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      // A browser and the one registry that all journeys visit: one file at a time, after everything else.
      {
        extends: true,
        test: {
          name: "journeys",
          include: [JOURNEYS],
          globalSetup: ["./tests/setup/global.ts", "./tests/e2e/harness/global.ts"],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      // Each file starts, breaks and restarts an application of its own.
      {
        extends: true,
        test: {
          name: "faults",
          include: [FAULTS],
          globalSetup: "./tests/setup/global.ts",
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
