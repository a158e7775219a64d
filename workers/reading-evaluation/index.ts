import { basename } from "node:path";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import type { Reading } from "#db/reading.ts";
import type { Truth } from "#db/seed/evaluation/truth.ts";
import { makeRecogniser } from "../ocr/recogniser.ts";
import { readDocument, readerVersion } from "../reading/index.ts";
import { type Judgement, judgeReading } from "./judge.ts";
import { type Score, scoreOf } from "./score.ts";
import { type JudgedFile, loadFolder } from "./truth-file.ts";
import { wordsOf } from "./words.ts";

export { reportLines } from "./report.ts";

export type Group = Pick<Truth, "split" | "kind" | "variant"> & { layout?: string; score: Score };
export type Evaluation = {
  readerVersion: string;
  groups: Group[];
  /** Wrong cells as `NAME field: page … reader …`, and files that could not be opened. */
  wrong: string[];
  unopened: string[];
};

export type EvaluateWish = {
  folder: string;
  /** Keep recognised words beside the files and take them from there. */
  keepWords: boolean;
  /** At most this many documents of each look and variant. */
  limit?: number;
  byLayout: boolean;
  /** Called after each document. */
  progress?(done: number, of: number): void;
};

/** How well is measured here, not how fast: on a busy machine a page may take longer than a registry would wait. */
const patience = 300_000;

const nothing: Reading = {
  ...{ kind: "unknown", person: null, birthDate: null, institution: null, institutionCity: null },
  rows: { degrees: [], courses: [], credentials: [], trainingHours: [] },
};

/** Runs the registry's own reading over a folder of documents with truths; a file that cannot be opened reads as nothing. */
export async function evaluateFolder(wish: EvaluateWish): Promise<Evaluation> {
  const files = limited(await loadFolder(wish.folder), wish.limit);
  const recogniser = makeRecogniser({ pageMs: patience });
  const judged: { file: JudgedFile; judgement: Judgement }[] = [];
  const unopened: string[] = [];
  try {
    for (const file of files) {
      const { documentType, jurisdiction, today } = file.truth;
      const words = await wordsOf(file, recogniser, wish.keepWords);
      if ("unreadable" in words) unopened.push(`${basename(file.stem)}: ${words.unreadable}`);
      const reading =
        "unreadable" in words
          ? nothing
          : readDocument({
              pages: words.pages,
              documentType,
              jurisdiction: jurisdictionFor(jurisdiction),
              today,
            });
      judged.push({ file, judgement: judgeReading(file.truth, reading) });
      wish.progress?.(judged.length, files.length);
    }
  } finally {
    await recogniser.close();
  }
  const groups = new Map<string, typeof judged>();
  for (const one of judged) {
    const { split, kind, variant, layout } = one.file.truth;
    const key = [split, kind, variant, wish.byLayout ? layout : ""].join("|");
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return {
    readerVersion,
    groups: [...groups.values()].map((members) => {
      const { split, kind, variant, layout } = members[0]!.file.truth;
      const score = scoreOf(members.map(({ judgement }) => judgement));
      return { split, kind, variant, ...(wish.byLayout ? { layout } : {}), score };
    }),
    wrong: judged.flatMap(({ file, judgement }) => wrongCells(basename(file.stem), judgement)),
    unopened,
  };
}

function limited(files: JudgedFile[], limit: number | undefined): JudgedFile[] {
  const seen = new Map<string, number>();
  return files.filter(({ truth: { layout, variant } }) => {
    const count = (seen.get(`${layout}|${variant}`) ?? 0) + 1;
    seen.set(`${layout}|${variant}`, count);
    return limit === undefined || count <= limit;
  });
}

const wrongCells = (name: string, { cells }: Judgement): string[] =>
  cells
    .filter(({ right, truth, proposed }) => !right && (truth !== "" || proposed !== ""))
    .map(({ field, truth, proposed, marked }) => {
      const mark = proposed !== "" && marked ? " (marked)" : "";
      return `${name} ${field}: page ${JSON.stringify(truth)}, reader ${JSON.stringify(proposed)}${mark}`;
    });
