import { Alert, Button, Stack, Typography } from "@mui/material";
import { useState } from "react";
import type { DocumentView } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { useKey } from "../shared/keys.ts";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import { useColumns } from "./columns.ts";
import { EntryGrid } from "./EntryGrid.tsx";
import { type Section, sections, usualSections } from "./entries.ts";
import type { useEntries } from "./useEntries.ts";

type Props = {
  document: DocumentView;
  entries: ReturnType<typeof useEntries>;
  editable: boolean;
  saving: boolean;
  onSave: () => void;
  onShowPage: (page: number) => void;
};

/** The rows read from the page beside it. */
export function EntriesPanel({ document, entries, editable, saving, onSave, onShowPage }: Props) {
  const t = useText("documents");
  const columns = useColumns();
  const [added, setAdded] = useState<Section[]>([]);
  const usual = usualSections(document.type);
  const shown = [...usual, ...sections.filter((each) => !usual.includes(each))].filter(
    (each) => usual.includes(each) || added.includes(each) || entries.draft[each].length > 0,
  );
  const first = shown[0];
  useKey({ combo: "e", label: t("entries.enterKey"), enabled: editable && first !== undefined }, () => {
    if (!first) return;
    const count = entries.draft[first].length;
    if (count === 0) entries.add(first);
    // The last row is where typing goes on; its cell is there once the row is drawn.
    const cell = `${first}.${Math.max(0, count - 1)}.${columns[first][0]!.cell}`;
    requestAnimationFrame(() => globalThis.document.getElementById(cell)?.focus());
  });
  return (
    <Panel
      title={t("entries.title")}
      aside={
        editable ? (
          <Button variant="outlined" onClick={onSave} disabled={!entries.dirty} loading={saving}>
            {t("entries.save")}
          </Button>
        ) : null
      }
    >
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
            onSet={entries.set}
            onAdd={entries.add}
            onRemove={entries.remove}
            onPaste={entries.paste}
            onShowPage={onShowPage}
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
