import { Readable } from "node:stream";
import type { Ctx } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { getRosterImport } from "./get.ts";
import { type ImportedRow, notPlacedSchema } from "./schemas.ts";

/** A cell that a spreadsheet would work out begins with a quote instead (TRUST B8); quotes are doubled. */
const cellOf = (text: string): string => {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};

/** Why a row stands nowhere, in a sentence; an empty text for one that is placed, invited or on its way. */
export function whyNotPlaced({ outcome, reason, problems }: ImportedRow): string {
  if (outcome === "invalid") return Object.values(problems).join(" ");
  if (outcome === "look") return "It may be somebody the registry knows. Somebody has to look.";
  if (outcome !== "not_placed") return "";
  if (reason === "full") return "All seats are taken.";
  if (reason === "withdrew") return "This person withdrew from the event.";
  if (reason === "number")
    return "Nobody was found under this number and name together. No e-mail address to invite.";
  return "Nobody was found by what the row says. No e-mail address to invite.";
}

/** The rows that stand nowhere, as they were sent, with the reason of each: a CSV file. @throws NotFound */
export async function downloadNotPlaced(ctx: Ctx, raw: { id: number }) {
  requirePermission(ctx, "roster_imports:read");
  const { id } = notPlacedSchema.parse(raw);
  const { rows, headings } = await getRosterImport(ctx, id);
  const left = rows.filter((row) => row.cells !== null && whyNotPlaced(row) !== "");
  if (left.length === 0) throw new NotFound("Every row of this list is placed, or what it said is removed.");
  const width = Math.max(headings.length, ...left.map(({ cells }) => cells!.length));
  const wide = (cells: readonly string[]) => Array.from({ length: width }, (_, at) => cells[at] ?? "");
  const lines = [
    ["Row", ...wide(headings), "Why it was not placed"],
    ...left.map((row) => [String(row.line), ...wide(row.cells!), whyNotPlaced(row)]),
  ];
  const text = `\ufeff${lines.map((cells) => cells.map(cellOf).join(",")).join("\r\n")}\r\n`;
  const bytes = Buffer.from(text);
  return {
    stream: Readable.from([bytes]),
    sizeBytes: bytes.length,
    mimeType: "text/csv; charset=utf-8",
    fileName: `list-${id}-not-placed.csv`,
    disposition: "attachment" as const,
  };
}
