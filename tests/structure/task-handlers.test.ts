import { expect, test } from "vitest";
import { taskPayloads } from "#db/queue/payloads.ts";
import { filesUnder } from "./source-tree.ts";

/** What a handler is: the one file beside them that is none. */
const CONTRACT = "workers/tasks/task.ts";
const fileOf = (task: string) => `workers/tasks/${task.replaceAll("_", "-")}.ts`;

test("every task of the queue has its handler file, and every handler file is a task", () => {
  const tasks = Object.keys(taskPayloads).map(fileOf).sort();
  const handlers = filesUnder("workers/tasks", /^workers\/tasks\/[^/]+\.ts$/);
  expect(handlers.filter((path) => path !== CONTRACT)).toEqual(tasks);
});
