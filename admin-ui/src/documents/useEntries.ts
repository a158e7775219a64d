import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { DocumentEntries, MemoryHit } from "../providers/wire.ts";
import type { Column } from "./columns.ts";
import { findDraft, forgetDrafts, type KeptDraft, keepDraft } from "./drafts.ts";
import {
  type CellErrors,
  type Draft,
  type DraftRow,
  edited,
  fingerprint,
  newRow,
  placeErrors,
  type Section,
  type Sent,
  toDraft,
  toEntries,
  trimmed,
} from "./entries.ts";
import { pasteRows } from "./paste.ts";
import { acceptAll, accepted, type Proposals, withProposals, withTermDay } from "./proposals.ts";

/** What is entered into: `work` names the draft kept in this browser, `version` the state it builds on. */
export type EnteredWork = { work: number | string; version: number; entries: DocumentEntries };
type Options = {
  /** The page looked at: fresh rows are read from it. */
  page: number;
  editable: boolean;
  /** What the reader proposes; its rows join the grid as they arrive. */
  proposals: Proposals;
};

/** The rows being entered for one document: kept in this browser until the server has them. It fetches nothing. */
export function useEntries({ work, version, entries }: EnteredWork, { page, editable, proposals }: Options) {
  const stored = useMemo(() => toDraft(entries), [entries]);
  const [draft, setDraft] = useState<Draft>(stored);
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const [errors, setErrors] = useState<CellErrors>({});
  const [restored, setRestored] = useState<KeptDraft>();
  const [older, setOlder] = useState<KeptDraft>();
  const keeping = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pageRef = useRef(page);
  pageRef.current = page;
  const proposalsRef = useRef(proposals);
  proposalsRef.current = proposals;
  const skippedRef = useRef(skipped);
  skippedRef.current = skipped;
  const draftRef = useRef(draft);
  draftRef.current = draft;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the document is a new start
  useEffect(() => {
    const kept = editable ? findDraft(work) : undefined;
    const same = kept?.version === version;
    // What was skipped stays skipped over a save in the same sitting.
    const put = kept && same ? (kept.skipped ?? []) : skippedRef.current;
    const start = kept && same ? kept.draft : stored;
    setDraft(editable ? withProposals(start, proposalsRef.current, put) : start);
    setSkipped(put);
    setRestored(same ? kept : undefined);
    setOlder(kept && !same ? kept : undefined);
    setErrors({});
  }, [work, version, editable]);
  useEffect(() => {
    if (editable) setDraft((now) => withProposals(now, proposals, skippedRef.current));
  }, [proposals, editable]);

  const dirty = useMemo(() => fingerprint(draft) !== fingerprint(stored), [draft, stored]);
  const worthKeeping = dirty || skipped.length > 0;
  useEffect(() => {
    if (!worthKeeping || !editable) return;
    keeping.current = setTimeout(() => keepDraft(work, version, draft, skipped), 300);
    return () => clearTimeout(keeping.current);
  }, [worthKeeping, editable, work, version, draft, skipped]);

  const change = useCallback((section: Section, edit: (rows: readonly DraftRow[]) => DraftRow[]) => {
    setDraft((now) => ({ ...now, [section]: edit(now[section]) }));
  }, []);
  const set = useCallback(
    (section: Section, row: number, values: Partial<DraftRow>) => {
      change(section, (before) => {
        const day = section === "courses" ? values.completedOn : undefined;
        const rows = typeof day === "string" ? withTermDay(before, row, day, proposalsRef.current) : before;
        return rows.map((each, index) => (index === row ? edited(each, values) : each));
      });
      setErrors((now) => {
        const stale = Object.keys(values).map((cell) => `${section}.${row}.${cell}`);
        return stale.some((path) => path in now)
          ? Object.fromEntries(Object.entries(now).filter(([path]) => !stale.includes(path)))
          : now;
      });
    },
    [change],
  );
  /** Says of every row what a document says once: its college, its unit system. */
  const setAll = useCallback(
    (section: Section, values: Partial<DraftRow>) => {
      change(section, (rows) =>
        rows.length === 0
          ? [{ ...newRow(section, undefined, pageRef.current), ...values }]
          : rows.map((each) => {
              const { proposed } = each.mark ?? {};
              const next = edited(each, values);
              // A word about all rows accepts none of them.
              return proposed ? { ...next, mark: { ...next.mark, proposed } } : next;
            }),
      );
      setErrors((now) =>
        Object.fromEntries(Object.entries(now).filter(([path]) => !path.endsWith(".institutionName"))),
      );
    },
    [change],
  );
  const add = useCallback(
    (section: Section) => change(section, (rows) => [...rows, newRow(section, rows.at(-1), pageRef.current)]),
    [change],
  );
  const remove = useCallback(
    (section: Section, row: number) => {
      const from = draftRef.current[section][row]?.mark?.from;
      // Without this the line of the page would be proposed again.
      if (from) setSkipped((now) => (now.includes(from) ? now : [...now, from]));
      change(section, (rows) => rows.filter((_each, index) => index !== row));
      setErrors({});
    },
    [change],
  );
  const accept = useCallback(
    (section: Section, row: number) =>
      change(section, (rows) => rows.map((each, index) => (index === row ? accepted(each) : each))),
    [change],
  );
  const paste = useCallback(
    (section: Section, columns: readonly Column[], at: { row: number; column: number }, text: string) => {
      const cells = columns.map(({ cell, label, kind, options }) => ({
        cell,
        label,
        kind: kind === "date" || kind === "choice" ? kind : ("text" as const),
        options,
      }));
      change(section, (rows) => pasteRows(section, rows, cells, at, text, pageRef.current));
    },
    [change],
  );
  /** Fills what is still blank in the rows with this course number from what is remembered of it. */
  const remember = useCallback(
    (hits: readonly { row: string; hit: MemoryHit }[]) => {
      change("courses", (rows) =>
        rows.map((each) => {
          const hit = hits.find(({ row }) => row === each.key)?.hit;
          if (!hit || String(each.title ?? "").trim() || each.mark?.from) return each;
          return {
            ...each,
            title: hit.title,
            units: String(each.units ?? "") || trimmed(hit.units),
            unitSystem: each.units ? each.unitSystem : hit.unitSystem,
            classification: hit.classification,
            mark: { ...each.mark, source: "remembered" as const, memory: hit },
          };
        }),
      );
    },
    [change],
  );

  return {
    draft,
    dirty,
    errors,
    restored,
    older,
    skipped: skipped.length,
    set,
    setAll,
    add,
    remove,
    paste,
    accept,
    remember,
    /** Takes every proposal whose read cells are sure; once none is left, the doubtful ones too. */
    acceptAll: () => setDraft((now) => acceptAll(now, proposals)),
    /** Offers again what was skipped. */
    unskip: () => {
      setSkipped([]);
      setDraft((now) => withProposals(now, proposals, []));
    },
    sent: (): Sent => toEntries(draft),
    refuse: (fields: Record<string, string> | undefined, origin: Sent["origin"]) =>
      setErrors(placeErrors(fields, origin)),
    forget: () => {
      // What was typed just before saving must not be kept after it.
      clearTimeout(keeping.current);
      forgetDrafts(work);
      setRestored(undefined);
      setOlder(undefined);
    },
    discard: () => {
      clearTimeout(keeping.current);
      forgetDrafts(work);
      setRestored(undefined);
      setSkipped([]);
      setDraft(withProposals(stored, proposals, []));
    },
    bringBack: () => {
      if (older) setDraft(withProposals(older.draft, proposals, older.skipped ?? []));
      setSkipped(older?.skipped ?? []);
      setOlder(undefined);
    },
  };
}
export type EnteredRows = ReturnType<typeof useEntries>;
