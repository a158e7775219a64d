import { parentPort, workerData } from "node:worker_threads";
import { specOf } from "./kinds/specs.ts";
import { train } from "./model/train.ts";
import { scanPart } from "./scan/part.ts";
import type { Job } from "./threads.ts";

const job = workerData as Job;
if (job.kind === "train") {
  parentPort!.postMessage(train(specOf(job.spec), job.view, job.options));
} else {
  const result = scanPart(job.part);
  parentPort!.postMessage(result, [result.pairs.buffer as ArrayBuffer, result.weights.buffer as ArrayBuffer]);
}
