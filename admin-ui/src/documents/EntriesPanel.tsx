import { Alert, Button, Stack, Typography } from "@mui/material";
import { useEffect, useMemo, useRef, useState } from "react";
import type { DocumentView } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { useKey } from "../shared/keys.ts";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import { useColumns } from "./columns.ts";
import { EntryGrid, focusCell } from "./EntryGrid.tsx";
import { type Section, sections, usualSections } from "./entries.ts";
import type { PageImage } from "./LineStrip.tsx";
import { doubtfulCells, type Proposals } from "./proposals.ts";
import { type ReaderState, ReadingBar } from "./ReadingBar.tsx";
import type { EnteredRows } from "./useEntries.ts";

type Props = {
  document: Pick<DocumentView, "type" | "pages">;
  entries: EnteredRows;
  proposals: Proposals;
  reader?: ReaderState;
  /** Section → row → why it will not print. */
  refused?: Partial<Record<Section, ReadonlyMap<number, string>>>;
  editable: boolean;
  saving?: boolean;
  /** Left out where the rows are only sent with the decision. */
  onSave?: () => void;
  onShowPage: (page: number) => void;
  onFocusCell?: (at: { section: Section; row: number; cell: string }) => void;
  pageImage?: (page: number) => PageImage | undefined;
};

type Columns = ReturnType<typeof useColumns>;
/** On a document of one page nobody needs to say which. */
const withoutPages = ({ degrees, courses, credentials, trainingHours }: Columns): Columns => {
  const kept = (columns: Columns[Section]) => columns.filter(({ cell }) => cell !== "pageNumber");
  return {
    degrees: kept(degrees),
    courses: kept(courses),
    credentials: kept(credentials),
    trainingHours: kept(trainingHours),
  };
};
const focusedName = () => globalThis.document.activeElement?.id ?? "";

/** The rows read from the page beside it: proposals to accept, and cells to type into. */
export function EntriesPanel(props: Props) {
  const { document, entries, proposals, reader, refused, editable, saving = false, onSave } = props;
  const t = useText("documents");
  const all = useColumns();
  const columns = useMemo(() => (document.pages.length > 1 ? all : withoutPages(all)), [all, document.pages]);
  const [added, setAdded] = useState<Section[]>([]);
  const usual = usualSections(document.type);
  const shown = [...usual, ...sections.filter((each) => !usual.includes(each))].filter(
    (each) => usual.includes(each) || added.includes(each) || entries.draft[each].length > 0,
  );
  const first = shown[0];
  const open = sections.flatMap((each) => entries.draft[each].filter(({ mark }) => mark?.proposed)).length;
  // In the order of the screen, which is not that of the sections.
  const doubts = doubtfulCells(entries.draft, proposals, columns).sort(
    (a, b) => shown.indexOf(a.split(".")[0] as Section) - shown.indexOf(b.split(".")[0] as Section),
  );
  const after = useRef<(() => void) | null>(null);
  useEffect(() => {
    // What is to be focused after a change exists once the change is drawn.
    const run = after.current;
    after.current = null;
    run?.();
  });

  const acceptAll = () => {
    entries.acceptAll();
    after.current = () => {
      const cell = globalThis.document.querySelector<HTMLElement>("tr[data-proposed] [data-doubt]");
      if (cell) focusCell(cell.id);
    };
  };
  const jump = (by: 1 | -1) => {
    if (doubts.length === 0) return;
    const at = doubts.indexOf(focusedName());
    if (at >= 0) return focusCell(doubts[(at + by + doubts.length) % doubts.length]!);
    const [section, row] = focusedName().split(".");
    const below = doubts.find(
      (each) => each.startsWith(`${section}.`) && Number(each.split(".")[1]) >= Number(row),
    );
    focusCell(below ?? doubts[0]!);
  };
  const skip = () => {
    const name = focusedName();
    const [section, row] = name.split(".");
    if (!sections.includes(section as Section) || row === undefined) return;
    entries.remove(section as Section, Number(row));
    after.current = () => focusCell(name);
  };
  const group = t("keyGroups.rows");
  const many = { group, enabled: editable, inFields: true };
  useKey(
    { combo: "e", label: t("entries.enterKey"), group, enabled: editable && first !== undefined },
    () => {
      if (!first) return;
      const rows = entries.draft[first];
      const open = rows.findIndex(({ mark }) => mark?.proposed);
      const row = open >= 0 ? open : Math.max(0, rows.length - 1);
      // The last row is where typing goes on; its cell is there once the row is drawn.
      const focus = () => focusCell(`${first}.${row}.${columns[first][0]!.cell}`);
      if (rows.length > 0) return focus();
      entries.add(first);
      after.current = focus;
    },
  );
  useKey({ ...many, combo: "alt+a", label: t("entries.keys.acceptAll") }, acceptAll);
  useKey({ ...many, combo: "Enter", label: t("entries.keys.accept"), listed: true }, () => undefined);
  useKey({ ...many, combo: "alt+x", label: t("entries.keys.skip") }, skip);
  useKey({ ...many, combo: "alt+n", label: t("entries.keys.nextDoubt") }, () => jump(1));
  useKey({ ...many, combo: "alt+p", label: t("entries.keys.previousDoubt") }, () => jump(-1));
  useKey({ ...many, combo: "ArrowDown", label: t("entries.keys.down"), listed: true }, () => undefined);
  useKey({ ...many, combo: "ArrowUp", label: t("entries.keys.up"), listed: true }, () => undefined);
  useKey({ ...many, combo: "Escape", label: t("entries.keys.leave"), listed: true }, () => undefined);

  return (
    <Panel
      title={t("entries.title")}
      // A card that clips its overflow would hold the note of the focused row at its own end.
      sx={{ overflow: "visible" }}
      aside={
        editable && onSave ? (
          <Button variant="outlined" onClick={onSave} disabled={!entries.dirty} loading={saving}>
            {t("entries.save")}
          </Button>
        ) : null
      }
    >
      {editable && reader ? (
        <ReadingBar
          reader={reader}
          open={open}
          doubts={doubts.length}
          skipped={entries.skipped}
          proposed={proposals.size}
          onAcceptAll={acceptAll}
          onNextDoubt={() => jump(1)}
          onUnskip={entries.unskip}
        />
      ) : null}
      {entries.restored && entries.dirty ? (
        <Alert
          severity="info"
          sx={{ mb: 1 }}
          action={
            <Button color="inherit" onClick={entries.discard}>
              {t("entries.discard")}
            </Button>
          }
        >
          {t("entries.restored", { when: formatMoment(entries.restored.savedAt) })}
        </Alert>
      ) : null}
      {entries.older && editable ? (
        <Alert
          severity="info"
          sx={{ mb: 1 }}
          action={
            <Stack direction="row">
              <Button color="inherit" onClick={entries.bringBack}>
                {t("entries.bringBack")}
              </Button>
              <Button color="inherit" onClick={entries.forget}>
                {t("entries.discard")}
              </Button>
            </Stack>
          }
        >
          {t("entries.older", { when: formatMoment(entries.older.savedAt) })}
        </Alert>
      ) : null}
      {shown.map((section) =>
        !editable && entries.draft[section].length === 0 ? null : (
          <EntryGrid
            key={section}
            section={section}
            columns={columns[section]}
            rows={entries.draft[section]}
            errors={entries.errors}
            disabled={!editable || saving}
            proposals={proposals}
            refused={refused?.[section]}
            edit={entries}
            onShowPage={props.onShowPage}
            onFocusCell={props.onFocusCell}
            pageImage={props.pageImage}
          />
        ),
      )}
      {!editable && sections.every((each) => entries.draft[each].length === 0) ? (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {t("entries.none")}
        </Typography>
      ) : null}
      {editable ? (
        <Stack direction="row" sx={{ gap: 0.5, flexWrap: "wrap", alignItems: "center" }}>
          {sections
            .filter((each) => !shown.includes(each))
            .map((section) => (
              <Button
                key={section}
                color="inherit"
                onClick={() => {
                  setAdded([...added, section]);
                  entries.add(section);
                }}
              >
                {t("entries.addSection", { section: t(`entries.sections.${section}`).toLowerCase() })}
              </Button>
            ))}
          <Typography variant="caption" sx={{ color: "text.secondary" }}>
            {entries.dirty ? t("entries.unsaved") : t("entries.hint")}
          </Typography>
        </Stack>
      ) : null}
    </Panel>
  );
}
