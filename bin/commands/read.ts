import { type GenerateWish, generateDocuments } from "#db/seed/evaluation/generate.ts";
import { evaluateFolder, reportLines } from "#workers/reading-evaluation/index.ts";

export type GenerateOptions = {
  split: "tune" | "test" | "all";
  kind: "transcripts" | "certificates" | "credentials" | "all";
  variant: "pdf" | "scan" | "photo" | "all";
  seed: number;
  count: number;
};

const KINDS = { transcripts: "transcript", certificates: "certificate", credentials: "credential" } as const;

/** Draws documents with their truths into a folder. */
export async function generate(folder: string, options: GenerateOptions): Promise<void> {
  const wish: GenerateWish = { seed: options.seed, count: options.count };
  if (options.split !== "all") wish.split = options.split;
  if (options.kind !== "all") wish.kind = KINDS[options.kind];
  if (options.variant !== "all") wish.variant = options.variant;
  const written = await generateDocuments(folder, wish);
  console.log(`${written} documents with their truths are in ${folder}.`);
}

export type EvaluateOptions = {
  json?: boolean;
  keepWords?: boolean;
  limit?: number;
  byLayout?: boolean;
  wrong?: boolean;
};

/** Reads every document of a folder that has a truth beside it and prints how much of it is right. */
export async function evaluate(folder: string, options: EvaluateOptions): Promise<void> {
  const quiet = options.json || !process.stderr.isTTY;
  const evaluation = await evaluateFolder({
    folder,
    keepWords: options.keepWords ?? false,
    byLayout: options.byLayout ?? false,
    limit: options.limit,
    progress: quiet ? undefined : (done, of) => process.stderr.write(`\r${done} of ${of} documents`),
  });
  if (!quiet) process.stderr.write("\n");
  if (options.json) console.log(JSON.stringify(evaluation, null, 2));
  else
    for (const line of [...reportLines(evaluation), ...(options.wrong ? ["", ...evaluation.wrong] : [])])
      console.log(line);
}
