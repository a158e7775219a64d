import { z } from "zod";
import { pageProblems } from "#db/enums.ts";
import { hashBits } from "#db/page-hash.ts";

/** What the parent asks of the child: where the bytes are and where the pages go. */
export const requestSchema = z.object({
  input: z.string(),
  output: z.string(),
  mimeType: z.string(),
  /** Look for QR codes. */
  codes: z.boolean(),
  /** Make the pictures for character recognition of the pages that have no text layer, or one with gaps. */
  recognition: z.boolean(),
  /** The pages stand straight: leave them as they are. */
  asTheyAre: z.boolean(),
});
export type OpenRequest = z.infer<typeof requestSchema>;

const pageSchema = z.object({
  pageNumber: z.number().int().min(1).max(1000),
  width: z.number().int().min(1).max(4000),
  height: z.number().int().min(1).max(4000),
  /** Its words stand in the file {@link wordsName}: it has a text layer that can be used. */
  hasWords: z.boolean(),
  /** The picture for character recognition stands in the file {@link recognitionName}. */
  hasRecognition: z.boolean(),
  problems: z.array(z.enum(pageProblems)).max(pageProblems.length),
  /** Perceptual hash; null for a page with next to nothing on it. */
  hash: z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${hashBits / 4}}$`))
    .nullable(),
  /** What its QR codes say, top to bottom; empty unless they were asked for. */
  codes: z.array(z.string().min(1).max(500)).max(8),
});
export type MadePage = z.infer<typeof pageSchema>;

/** What the child tells. It has read hostile bytes, so the parent takes nothing else for true. */
export const messageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("page"), page: pageSchema }),
  z.object({ type: z.literal("done") }),
  z.object({ type: z.literal("unreadable"), reason: z.string().min(1).max(300) }),
]);
export type Message = z.infer<typeof messageSchema>;

const fraction = z.number().min(0).max(1);
/** The words of one page; no control characters or half pairs, which the database would refuse. */
export const wordsSchema = z
  .array(
    z.object({
      text: z
        .string()
        .min(1)
        .max(200)
        .regex(/^[^\p{Cc}\p{Cs}]+$/u),
      x: fraction,
      y: fraction,
      width: fraction,
      height: fraction,
      confidence: fraction,
    }),
  )
  .max(20_000);

export const imageName = (pageNumber: number): string => `${pageNumber}.webp`;
export const thumbnailName = (pageNumber: number): string => `${pageNumber}-small.webp`;
export const wordsName = (pageNumber: number): string => `${pageNumber}-words.json`;
/** A portable grey map: a header of its size, then a byte a pixel. */
export const recognitionName = (pageNumber: number): string => `${pageNumber}-recognition.pgm`;
