import { parentPort, workerData } from "node:worker_threads";
import { type Part, scanPart } from "./part.ts";

const result = scanPart(workerData as Part);
parentPort!.postMessage(result, [result.pairs.buffer as ArrayBuffer, result.weights.buffer as ArrayBuffer]);
