import { useEffect, useMemo, useState } from "react";
import type { EntriesPreview } from "../providers/wire.ts";
import { useRead } from "../shared/useRead.ts";
import { type Draft, type Section, toEntries } from "./entries.ts";

/** How long the hand rests before the rows are asked about. */
const restMs = 500;

/** What the rows in the grid would print, a moment after the last key; proposals count as if they were accepted. */
export function usePreview(documentId: number, version: number, draft: Draft, enabled: boolean) {
  const text = useMemo(() => JSON.stringify(toEntries(draft, true)), [draft]);
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return useRead<{ preview: EntriesPreview; refused: Partial<Record<Section, Map<number, string>>> }>(
    ["documents", documentId, "preview", version, asked],
    async (registry) => {
      const { entries, origin } = JSON.parse(asked) as ReturnType<typeof toEntries>;
      const preview = await registry.previewDocumentEntries({ id: documentId, entries });
      return { preview, refused: placed(preview, origin) };
    },
    { enabled, keepLast: true },
  );
}

/** Section → row in the grid → why it does not print. */
function placed(
  preview: EntriesPreview,
  origin: ReturnType<typeof toEntries>["origin"],
): Partial<Record<Section, Map<number, string>>> {
  const refused: Partial<Record<Section, Map<number, string>>> = {};
  for (const { place, because } of preview.notPrinting) {
    if (!place) continue;
    refused[place.section] ??= new Map();
    refused[place.section]!.set(origin[place.section][place.index] ?? place.index, because);
  }
  for (const { section, index, fields } of preview.unfinished) {
    refused[section] ??= new Map();
    refused[section]!.set(origin[section][index] ?? index, Object.values(fields).join(" "));
  }
  return refused;
}
