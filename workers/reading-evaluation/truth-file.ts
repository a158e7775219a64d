import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { z } from "zod";
import { documentTypes, jurisdictionKeys } from "#db/enums.ts";
import type { Truth } from "#db/seed/evaluation/truth.ts";

const row = z.record(z.string(), z.string());
const rows = z.array(row).default([]);
const truthSchema = z.object({
  kind: z.enum(["transcript", "certificate", "credential"]),
  variant: z.enum(["pdf", "scan", "photo"]),
  layout: z.string().min(1),
  split: z.enum(["tune", "test"]),
  documentType: z.enum(documentTypes),
  jurisdiction: z.enum(jurisdictionKeys),
  today: z.iso.date(),
  person: z.string().optional(),
  birthDate: z.string().optional(),
  institution: z.string().optional(),
  institutionCity: z.string().optional(),
  rows: z.object({ degrees: rows, courses: rows, credentials: rows, trainingHours: rows }),
}) satisfies z.ZodType<Truth>;

/** What the pipeline opens, by how the file's name ends. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  ".pdf": "application/pdf",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
};
const TRUTH = ".truth.json";

export type JudgedFile = { stem: string; path: string; mimeType: string; truth: Truth };

/**
 * The documents of a folder that have a truth beside them, by name.
 * @throws Error in words where a truth is not of its form or its document is missing.
 */
export async function loadFolder(folder: string): Promise<JudgedFile[]> {
  const names = await readdir(folder).catch(() => {
    throw new Error(`There is no folder ${folder}.`);
  });
  names.sort();
  const files: JudgedFile[] = [];
  for (const name of names.filter((each) => each.endsWith(TRUTH))) {
    const stem = name.slice(0, -TRUTH.length);
    const document = names.find(
      (each) => each.startsWith(`${stem}.`) && extname(each).toLowerCase() in MIME_TYPES,
    );
    if (!document) throw new Error(`Beside ${name} stands no document ${stem}.pdf, .jpg or .png.`);
    files.push({
      ...{ stem: join(folder, stem), path: join(folder, document) },
      mimeType: MIME_TYPES[extname(document).toLowerCase()]!,
      truth: await readTruth(join(folder, name)),
    });
  }
  if (files.length === 0)
    throw new Error(
      `${folder} holds no NAME.truth.json. \`registry read generate\` makes documents with theirs.`,
    );
  return files;
}

async function readTruth(path: string): Promise<Truth> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, "utf8"));
  } catch {
    throw new Error(`${path} is not JSON.`);
  }
  const parsed = truthSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path: at, message }) => `${at.join(".")}: ${message}`);
  throw new Error(`${path} is not a truth. ${issues.join("; ")}`);
}
