import { Box, Typography } from "@mui/material";
import { useTranslate } from "react-admin";
import type { MergeView } from "../providers/wire.ts";
import { humanKey } from "../shared/diff.ts";
import { Facts, Panel } from "../shared/Panel.tsx";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import type { AnyMerge } from "./anyMerge.ts";
import { grouped } from "./grouped.ts";

type Line = MergeView["ledger"][number];

const Sentence = ({ line }: { line: Line }) => (
  <Typography variant="body2" sx={{ overflowWrap: "anywhere", minWidth: 0 }}>
    {line.text}
  </Typography>
);

function Group({ lines }: { lines: readonly Line[] }) {
  const t = useText("merges");
  const translate = useTranslate();
  const table = lines[0]!.table.replace("private.", "");
  const things = translate(`resources.merges.tables.${table}`, { _: table.replaceAll("_", " ") });
  return (
    <Box component="details" sx={{ minWidth: 0 }}>
      <Typography component="summary" variant="body2" sx={{ cursor: "pointer" }}>
        {t("group", { count: lines.length.toLocaleString("en-US"), things })}
      </Typography>
      {lines.map((line) => (
        <Sentence key={line.position} line={line} />
      ))}
    </Box>
  );
}

/** What the merge chose and did; many rows of one kind fold into one line. */
export function Ledger({ merge }: { merge: AnyMerge }) {
  const t = useText("merges");
  const word = useEnum();
  const chosen = Object.entries(merge.choices ?? {});
  return (
    <>
      {chosen.length > 0 ? (
        <Panel title={t("choices")}>
          <Facts
            facts={chosen.map(([key, side]) => ({ label: humanKey(key), value: t(`chosen.${side}`) }))}
            columns={3}
          />
        </Panel>
      ) : null}
      <Panel title={t("ledger")}>
        {merge.ledger.length === 0 ? (
          <Typography variant="body2">{t("ledgerEmpty")}</Typography>
        ) : (
          <Box component="ol" sx={{ m: 0, pl: 0, listStyle: "none" }}>
            {grouped(merge.ledger).map(({ key, lines }) => (
              <Box
                component="li"
                key={key}
                sx={{ display: "flex", gap: 1, py: 0.25, alignItems: "baseline" }}
              >
                <ToneChip tone={lines[0]!.action === "kept" ? "quiet" : "info"}>
                  {word("ledgerAction", lines[0]!.action)}
                </ToneChip>
                {lines.length > 1 ? <Group lines={lines} /> : <Sentence line={lines[0]!} />}
              </Box>
            ))}
          </Box>
        )}
      </Panel>
    </>
  );
}
