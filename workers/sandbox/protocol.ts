import { z } from "zod";

/** What the parent asks of the child: where the bytes are and where the pages go. */
export const requestSchema = z.object({
  input: z.string(),
  output: z.string(),
  mimeType: z.string(),
});
export type OpenRequest = z.infer<typeof requestSchema>;

const pageSchema = z.object({
  pageNumber: z.number().int().min(1).max(1000),
  width: z.number().int().min(1).max(4000),
  height: z.number().int().min(1).max(4000),
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

export const imageName = (pageNumber: number): string => `${pageNumber}.webp`;
export const thumbnailName = (pageNumber: number): string => `${pageNumber}-small.webp`;
