import { Worker } from "node:worker_threads";
import type { Model } from "./model/model.ts";
import type { TrainOptions } from "./model/train.ts";
import type { Part, PartResult } from "./scan/part.ts";
import type { SpecDescriptor } from "./spec.ts";
import type { View } from "./view.ts";

type ScanJob = { kind: "scan"; part: Part };
type TrainJob = { kind: "train"; spec: SpecDescriptor; view: View; options: TrainOptions };
/** What a thread is given; views lie on shared memory and are not copied. */
export type Job = ScanJob | TrainJob;

/** A worker thread does not inherit the loader that lets Node read TypeScript: it is registered first. */
const BOOT = `
  const { workerData } = require("node:worker_threads");
  import("tsx/esm/api").then(({ register }) => { register(); return import(workerData.entry); });`;

/** Does a job beside this thread, which stays free to answer. @throws Error when the thread ends early. */
export function inThread(job: ScanJob): Promise<PartResult>;
export function inThread(job: TrainJob): Promise<Model>;
export function inThread(job: Job): Promise<PartResult | Model> {
  const entry = new URL("./worker.ts", import.meta.url).href;
  return new Promise((resolve, reject) => {
    const worker = new Worker(BOOT, { eval: true, workerData: { ...job, entry } });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`A ${job.kind} thread ended early (${code}).`)));
  });
}

/** Learns as `train` does, in a thread: a million records keep one busy for a while. */
export const trainInThread = (spec: SpecDescriptor, view: View, options: TrainOptions = {}): Promise<Model> =>
  inThread({ kind: "train", spec, view, options });
