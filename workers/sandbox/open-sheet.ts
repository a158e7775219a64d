import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { inSandbox, type Limits, SandboxFailed } from "./run-child.ts";
import { rowsName, rowsSchema, type SheetRow, sheetMessageSchema } from "./sheet-protocol.ts";

export type Sheet = { rows: SheetRow[] };
type Options = { signal?: AbortSignal; limits?: Partial<Limits> };

const mostBytes = 40_000_000;
const tooLong = "The file takes too long to open. Save the list as a CSV file and send that.";
const tooBig = "The file needs too much memory to open. Save the list as a CSV file and send that.";

/**
 * Reads the first table of a stored spreadsheet, or of text with separators, in the sandbox; its bytes never come into this
 * process, and what the child says of them is believed only as far as it has the shape of a list.
 * @throws SandboxFailed where the child died by itself or `signal` stopped it.
 */
export function openSheet(
  file: { path: string; mimeType: string },
  { signal, limits }: Options = {},
): Promise<Sheet | { unreadable: string }> {
  return inSandbox(
    {
      script: "sheet-child.ts",
      request: (output) => ({ input: file.path, output, mimeType: file.mimeType }),
      messages: sheetMessageSchema,
      ...{ tooLong, tooBig, signal, limits },
    },
    async (folder, verdict) => (verdict === "done" ? readRows(join(folder, rowsName)) : verdict),
  );
}

async function readRows(path: string): Promise<Sheet> {
  const { size } = await stat(path);
  const rows = size <= mostBytes ? rowsSchema.safeParse(JSON.parse(await readFile(path, "utf8"))) : undefined;
  if (!rows?.success) throw new SandboxFailed("The process that opens files gave something else than rows.");
  return { rows: rows.data };
}
