import { useEffect, useMemo, useState } from "react";
import type { MemoryHit } from "../providers/wire.ts";
import { useRead } from "../shared/useRead.ts";
import type { DraftRow } from "./entries.ts";
import { courseKey } from "./proposals.ts";

/** How long the hand rests in a number before memory is asked. */
const restMs = 120;
/** Shorter numbers than this fit too many courses. */
const leastLetters = 3;

type Asked = { institutionId: number; courseNumbers: string[] };

/** Numbers typed at a known college whose title is still blank: what memory can offer something for. */
function wanting(rows: readonly DraftRow[]): Asked | undefined {
  const open = rows.filter(
    (row) =>
      row.institutionId &&
      !row.mark?.from &&
      !String(row.title ?? "").trim() &&
      courseKey(String(row.courseNumber ?? "")).length >= leastLetters,
  );
  const institutionId = open.at(-1)?.institutionId;
  if (!institutionId) return undefined;
  const same = open.filter((row) => row.institutionId === institutionId);
  return { institutionId, courseNumbers: same.slice(-50).map((row) => String(row.courseNumber).trim()) };
}

/**
 * Offers, for course numbers as they are typed, what the registry remembers of them; `onHits` gets the rows and what
 * was found. M3
 */
export function useCourseMemory(
  rows: readonly DraftRow[],
  enabled: boolean,
  onHits: (hits: { row: string; hit: MemoryHit }[]) => void,
): void {
  const text = useMemo(() => JSON.stringify((enabled && wanting(rows)) || null), [rows, enabled]);
  const [asked, setAsked] = useState("null");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useRead(
    ["course-memory", "of", asked],
    async (registry) => {
      const { institutionId, courseNumbers } = JSON.parse(asked) as Asked;
      return registry.courseMemoryOf(institutionId, courseNumbers);
    },
    { enabled: asked !== "null", staleTime: 30_000 },
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is offered once, to the rows of its moment
  useEffect(() => {
    if (!data?.length) return;
    const hits = rows.flatMap((row) => {
      const key = courseKey(String(row.courseNumber ?? ""));
      const hit = data.find(
        (each) => each.institutionId === row.institutionId && courseKey(each.courseNumber) === key,
      );
      return hit && !String(row.title ?? "").trim() ? [{ row: row.key, hit }] : [];
    });
    if (hits.length > 0) onHits(hits);
  }, [data]);
}
