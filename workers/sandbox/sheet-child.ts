import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Unreadable } from "../media/pixels.ts";
import { readDelimited } from "../sheets/read-delimited.ts";
import { readXlsx } from "../sheets/read-xlsx.ts";
import { answerOnce } from "./child-frame.ts";
import { mostColumns, mostLetters, mostRows, rowsName, sheetRequestSchema } from "./sheet-protocol.ts";

/** A half pair of UTF-16 and control characters are nothing the database takes. */
const halves = /\p{Cs}/gu;
const tidy = (cell: string): string =>
  cell
    .replace(halves, "")
    .replace(/[\p{Cc}\u2028\u2029\ufeff\u00a0]+/gu, " ")
    .trim()
    .slice(0, mostLetters)
    .replace(halves, "")
    .trim();

/** Opens one table. The only process that looks into the file: see {@link answerOnce}. */
async function open(raw: unknown): Promise<void> {
  const { input, output, mimeType } = sheetRequestSchema.parse(raw);
  const bytes = await readFile(input);
  const rows: { line: number; cells: string[] }[] = [];
  const read = mimeType.endsWith("spreadsheetml.sheet") ? await readXlsx(bytes) : readDelimited(bytes);
  for (const { line, cells } of read) {
    const kept = cells.slice(0, mostColumns).map(tidy);
    while (kept.at(-1) === "") kept.pop();
    if (kept.length === 0) continue;
    rows.push({ line, cells: kept });
    if (rows.length > mostRows + 1)
      throw new Unreadable(`The list has more than ${mostRows} people. Split it and bring in the parts.`);
  }
  if (rows.length === 0) throw new Unreadable("There is nothing in the list.");
  await writeFile(join(output, rowsName), JSON.stringify(rows));
}

await answerOnce(open);
