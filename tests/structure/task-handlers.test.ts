import { expect, test } from "vitest";
import { taskPayloads } from "#db/queue/payloads.ts";
import { filesUnder, read } from "./source-tree.ts";

/** What a handler is: the one file beside them that is none. */
const CONTRACT = "workers/tasks/task.ts";
const fileOf = (task: string) => `workers/tasks/${task.replaceAll("_", "-")}.ts`;

test("every task of the queue has its handler file, and every handler file is a task", () => {
  const tasks = Object.keys(taskPayloads).map(fileOf).sort();
  const handlers = filesUnder("workers/tasks", /^workers\/tasks\/[^/]+\.ts$/);
  expect(handlers.filter((path) => path !== CONTRACT)).toEqual(tasks);
});

test("every task of the queue is in the workers' list", () => {
  const list = read("workers/task-list.ts");
  expect(
    Object.keys(taskPayloads).filter((task) => !new RegExp(`^    ${task}: \\w`, "m").test(list)),
  ).toEqual([]);
});
