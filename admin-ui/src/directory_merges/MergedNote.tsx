import { Alert, Stack } from "@mui/material";
import type { DirectoryKind } from "#db/enums.ts";
import type { MergeLinks } from "../providers/wire.ts";
import { To } from "../shared/Links.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import { called, RecordLink, recordPath } from "./RecordLink.tsx";

type Props = { kind: DirectoryKind; record: Partial<MergeLinks> };

/** Of a retired record: which one it is now. Of one that lives: what was merged into it. */
export function MergedNote({ kind, record: { mergedInto, mergedFrom = [] } }: Props) {
  const t = useText("directory_merges");
  if (mergedInto)
    return (
      <Alert severity="info">
        {t("links.into", { name: called(mergedInto) })}{" "}
        <To to={recordPath(kind, mergedInto.id)} inText>
          {t("links.open", { name: mergedInto.name })}
        </To>
      </Alert>
    );
  if (mergedFrom.length === 0) return null;
  return (
    <Panel title={t("links.from")}>
      {mergedFrom.map((each) => (
        <Stack key={each.id} direction="row" sx={{ gap: 1, py: 0.25, flexWrap: "wrap" }}>
          <RecordLink kind={kind} record={each} />
          {each.mergeId ? (
            <To to={`/directory_merges/${each.mergeId}/show`}>{t("name", { smart_count: 1 })}</To>
          ) : null}
        </Stack>
      ))}
    </Panel>
  );
}
