import type { Box } from "#db/reading.ts";

type Evidence = { documentId: number | null; pageNumber?: number | null; pageBox?: Box | null };

/** Where a row's evidence opens: its document, at its page, the place on the page lit up. Null where it has none. M7 */
export function evidencePath({ documentId, pageNumber, pageBox }: Evidence): string | null {
  if (documentId === null) return null;
  const query = new URLSearchParams();
  const page = pageBox?.page ?? pageNumber;
  if (page) query.set("page", String(page));
  if (pageBox) query.set("box", [pageBox.x, pageBox.y, pageBox.width, pageBox.height].join(","));
  return `/documents/${documentId}/show${query.size > 0 ? `?${query}` : ""}`;
}
