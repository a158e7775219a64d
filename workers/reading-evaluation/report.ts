import type { Evaluation, Group } from "./index.ts";
import { SECTIONS } from "./judge.ts";

const KINDS = ["transcript", "certificate", "credential"] as const;
const VARIANTS = ["pdf", "scan", "photo"] as const;
const SPLITS = ["tune", "test"] as const;
const VARIANT_NAMES = { pdf: "PDF with text", scan: "200-dpi scan", photo: "phone photo" } as const;
const ROW_NAMES = {
  courses: "course rows",
  degrees: "degree rows",
  credentials: "credential rows",
  trainingHours: "training rows",
} as const;

const rate = (value: number | null): string => (value === null ? "–" : value.toFixed(3));
const part = ({ right, of }: { right: number; of: number }): string => (of === 0 ? "–" : `${right}/${of}`);
const marks = ({ marked, of }: { marked: number; of: number }): string =>
  of === 0 ? "–" : `${marked}/${of} (${((100 * marked) / of).toFixed(0)} %)`;

const rank = (group: Group): number =>
  SPLITS.indexOf(group.split) * 100 + KINDS.indexOf(group.kind) * 10 + VARIANTS.indexOf(group.variant);

/** A table as Markdown shows it, its columns padded so that it reads well in a terminal too. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`;
  return [
    line(rows[0]!),
    `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`,
    ...rows.slice(1).map(line),
  ];
}

/** The evaluation as Markdown tables: rows and documents first, then every field. */
export function reportLines(evaluation: Evaluation): string[] {
  const groups = [...evaluation.groups].sort(
    (a, b) => rank(a) - rank(b) || (a.layout ?? "").localeCompare(b.layout ?? ""),
  );
  const out = [`Reader version ${evaluation.readerVersion}.`];
  for (const split of SPLITS) {
    const own = groups.filter((group) => group.split === split);
    if (own.length === 0) continue;
    out.push("", `## ${split === "tune" ? "Looks the reader was tuned on" : "Looks kept for the test"}`, "");
    out.push(...table(rowTable(own)));
    for (const kind of KINDS) {
      const same = own.filter((group) => group.kind === kind);
      if (same.length === 0 || same.some(({ layout }) => layout)) continue;
      out.push("", `### Fields of ${kind}s`, "", ...table(fieldTable(same)));
    }
  }
  for (const line of evaluation.unopened) out.push("", `Not opened: ${line}`);
  return out;
}

function rowTable(groups: readonly Group[]): string[][] {
  const head = [
    ...["document", "file", "documents", "rows", "true", "proposed", "right", "precision", "recall", "F1"],
    ...["person", "institution", "wrong values marked", "right values marked"],
  ];
  const rows = groups.flatMap(({ kind, variant, layout, score }) => {
    const sections = SECTIONS.filter((section) => score.rows[section]);
    return sections.map((section, at) => {
      const row = score.rows[section]!;
      const counts = [row.true, row.proposed, row.right].map(String);
      const once = [
        ...[part(score.person), part(score.institution)],
        ...[marks(score.caught), marks(score.falseAlarms)],
      ];
      return [
        ...[layout ?? kind, VARIANT_NAMES[variant], String(score.documents), ROW_NAMES[section], ...counts],
        ...[rate(row.precision), rate(row.recall), rate(row.f1)],
        ...(at === 0 ? once : once.map(() => "")),
      ];
    });
  });
  return [head, ...rows];
}

function fieldTable(groups: readonly Group[]): string[][] {
  const fields = [...new Set(groups.flatMap(({ score }) => Object.keys(score.fields)))];
  const head = [
    "field",
    ...groups.flatMap(({ variant }) =>
      ["precision", "recall", "F1"].map((word) => `${VARIANT_NAMES[variant]}: ${word}`),
    ),
  ];
  const rows = fields.map((field) => [
    field,
    ...groups.flatMap(({ score }) => {
      const of = score.fields[field];
      return of ? [rate(of.precision), rate(of.recall), rate(of.f1)] : ["–", "–", "–"];
    }),
  ]);
  return [head, ...rows];
}
