import { Transform, type TransformCallback } from "node:stream";
import { z } from "zod";

/** The columns of the IPEDS header file that are used; the published file has about seventy. */
export const ipedsColumns = [
  ...(["UNITID", "INSTNM", "IALIAS", "CITY", "STABBR", "ZIP"] as const),
  ...(["WEBADDR", "OPEFLAG", "DEGGRANT", "CLOSEDAT", "DEATHYR", "COUNTYNM"] as const),
];

/** IPEDS writes blanks as -1, -2 or -3 by reason. */
const isBlank = (text: string) => /^(-[123])?$/.test(text.trim());
const optional = z.string().transform((text) => (isBlank(text) ? null : text.trim().replace(/\s+/g, " ")));

const day = z.string().transform((text, ctx) => {
  if (isBlank(text)) return null;
  const [, month = "", date = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  const iso = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  if (z.iso.date().safeParse(iso).success) return iso;
  ctx.addIssue({ code: "custom", message: `CLOSEDAT "${text}" is not a date like 06/30/2022.` });
  return z.NEVER;
});

const name = z
  .string()
  .transform((text) => text.trim().replace(/\s+/g, " "))
  .refine((text) => text.length > 0 && !isBlank(text), "INSTNM (the name) is empty.");

/** Title IV student aid: takes part itself (1), as a branch (2), or newly (4, 8). IPEDS dictionary, OPEFLAG */
const TITLE_IV = ["1", "2", "4", "8"];

/**
 * One row of the file as the columns of `institutions`; the messages name the file's own columns. IPEDS does not publish
 * accreditation: granting degrees and taking part in Title IV aid, which requires it, stands for it. Where only the year
 * of closing is known, its last day does.
 */
export const ipedsRow = z
  .object({
    UNITID: z
      .string()
      .regex(/^\s*\d{6}\s*$/, "UNITID is not a six-digit number.")
      .transform(Number),
    INSTNM: name,
    IALIAS: z.string().transform((text) => (isBlank(text) ? [] : splitAliases(text))),
    CITY: optional,
    STABBR: z
      .string()
      .trim()
      .regex(/^[A-Z]{2}$/, "STABBR is not a two-letter state."),
    ZIP: optional,
    COUNTYNM: optional,
    WEBADDR: optional,
    OPEFLAG: z.string().trim(),
    DEGGRANT: z.string().trim(),
    CLOSEDAT: day,
    DEATHYR: z.string().transform((text) => (/^\d{4}$/.test(text.trim()) ? `${text.trim()}-12-31` : null)),
  })
  .transform((row) => ({
    ipedsUnitId: row.UNITID,
    name: row.INSTNM,
    aliases: row.IALIAS.filter((alias) => alias !== row.INSTNM),
    city: row.CITY,
    state: row.STABBR,
    zip: row.ZIP,
    county: row.COUNTYNM,
    website: row.WEBADDR,
    accredited: row.DEGGRANT === "1" && TITLE_IV.includes(row.OPEFLAG),
    closedOn: row.CLOSEDAT ?? row.DEATHYR,
  }));

export type IpedsInstitution = z.infer<typeof ipedsRow>;

function splitAliases(text: string): string[] {
  const parts = text.split("|").map((alias) => alias.trim().replace(/\s+/g, " "));
  return [...new Set(parts.filter((alias) => alias !== ""))];
}

/** Turns the published bytes into text: cp1252, or UTF-8 where the file begins with its mark. */
export class IpedsDecoder extends Transform {
  private decoder: InstanceType<typeof TextDecoder> | undefined;

  constructor() {
    super({ readableObjectMode: false, encoding: "utf8" });
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const marked = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    this.decoder ??= new TextDecoder(marked ? "utf-8" : "windows-1252");
    done(null, this.decoder.decode(chunk, { stream: true }));
  }

  override _flush(done: TransformCallback): void {
    done(null, this.decoder?.decode() ?? "");
  }
}
