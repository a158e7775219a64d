import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { DocumentView } from "../providers/wire.ts";
import type { Column } from "./columns.ts";
import { findDraft, forgetDrafts, type KeptDraft, keepDraft } from "./drafts.ts";
import {
  type CellErrors,
  type Draft,
  type DraftRow,
  fingerprint,
  newRow,
  placeErrors,
  type Section,
  type Sent,
  toDraft,
  toEntries,
} from "./entries.ts";
import { pasteRows } from "./paste.ts";

/** The rows being typed for one document: kept in this browser until the server has them. */
export function useEntries(document: DocumentView, page: number, editable: boolean) {
  const stored = useMemo(() => toDraft(document.entries), [document.entries]);
  const [draft, setDraft] = useState<Draft>(stored);
  const [errors, setErrors] = useState<CellErrors>({});
  const [restored, setRestored] = useState<KeptDraft>();
  const [older, setOlder] = useState<KeptDraft>();
  const keeping = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pageRef = useRef(page);
  pageRef.current = page;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the document is a new start
  useEffect(() => {
    const kept = editable ? findDraft(document.id) : undefined;
    const same = kept?.version === document.version;
    setDraft(kept && same ? kept.draft : stored);
    setRestored(same ? kept : undefined);
    setOlder(kept && !same ? kept : undefined);
    setErrors({});
  }, [document.id, document.version, editable]);

  const dirty = useMemo(() => fingerprint(draft) !== fingerprint(stored), [draft, stored]);
  useEffect(() => {
    if (!dirty || !editable) return;
    keeping.current = setTimeout(() => keepDraft(document.id, document.version, draft), 300);
    return () => clearTimeout(keeping.current);
  }, [dirty, editable, document.id, document.version, draft]);

  const change = useCallback((section: Section, edit: (rows: readonly DraftRow[]) => DraftRow[]) => {
    setDraft((now) => ({ ...now, [section]: edit(now[section]) }));
  }, []);
  const set = useCallback(
    (section: Section, row: number, values: Partial<DraftRow>) => {
      change(section, (rows) =>
        rows.map((each, index) => (index === row ? ({ ...each, ...values } as DraftRow) : each)),
      );
      setErrors((now) => {
        const stale = Object.keys(values).map((cell) => `${section}.${row}.${cell}`);
        return stale.some((path) => path in now)
          ? Object.fromEntries(Object.entries(now).filter(([path]) => !stale.includes(path)))
          : now;
      });
    },
    [change],
  );
  const add = useCallback(
    (section: Section) => change(section, (rows) => [...rows, newRow(section, rows.at(-1), pageRef.current)]),
    [change],
  );
  const remove = useCallback(
    (section: Section, row: number) => {
      change(section, (rows) => rows.filter((_each, index) => index !== row));
      setErrors({});
    },
    [change],
  );
  const paste = useCallback(
    (section: Section, columns: readonly Column[], at: { row: number; column: number }, text: string) => {
      const cells = columns.map(({ cell, kind, options }) => ({
        cell,
        kind: kind === "date" || kind === "choice" ? kind : ("text" as const),
        options,
      }));
      change(section, (rows) => pasteRows(section, rows, cells, at, text, pageRef.current));
    },
    [change],
  );

  return {
    draft,
    dirty,
    errors,
    restored,
    older,
    set,
    add,
    remove,
    paste,
    sent: (): Sent => toEntries(draft),
    refuse: (fields: Record<string, string> | undefined, origin: Sent["origin"]) =>
      setErrors(placeErrors(fields, origin)),
    forget: () => {
      // What was typed just before saving must not be kept after it.
      clearTimeout(keeping.current);
      forgetDrafts(document.id);
      setRestored(undefined);
      setOlder(undefined);
    },
    discard: () => {
      clearTimeout(keeping.current);
      forgetDrafts(document.id);
      setRestored(undefined);
      setDraft(stored);
    },
    bringBack: () => {
      if (older) setDraft({ ...older.draft });
      setOlder(undefined);
    },
  };
}
