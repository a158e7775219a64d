import { z } from "zod";

/** The most a list may hold; a longer one is to be split. */
export const mostRows = 2000;
export const mostColumns = 60;
/** Longer text in one cell is cut: no column that is looked at is that long. */
export const mostLetters = 300;

export const sheetRequestSchema = z.object({ input: z.string(), output: z.string(), mimeType: z.string() });

/** What the child tells; the rows themselves stand in the file {@link rowsName}. */
export const sheetMessageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("done") }),
  z.object({ type: z.literal("unreadable"), reason: z.string().min(1).max(300) }),
]);

export const rowsName = "rows.json";

/** Rows with something in them, each with the number it has in the file; every cell is text without control characters. */
export const rowsSchema = z
  .array(
    z.object({
      line: z.number().int().min(1).max(2_000_000),
      cells: z
        .array(
          z
            .string()
            .max(mostLetters)
            .regex(/^[^\p{Cc}\p{Cs}]*$/u),
        )
        .max(mostColumns),
    }),
  )
  // One for the headings.
  .max(mostRows + 1);
export type SheetRow = z.infer<typeof rowsSchema>[number];
