import { type GenerateWish, generateDocuments } from "#db/seed/evaluation/generate.ts";

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
