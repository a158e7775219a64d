import { Alert, AlertTitle, Box, FormControlLabel, Radio, RadioGroup, Typography } from "@mui/material";
import type { Comparison } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { To } from "../shared/Links.tsx";
import { Panel } from "../shared/Panel.tsx";
import { TwoColumns } from "../shared/RecordPage.tsx";
import { useText } from "../shared/useText.ts";
import type { Choices } from "./choices.ts";
import { MovedRows } from "./MovedRows.tsx";

type Props = {
  comparison: Comparison;
  choices: Choices;
  editable: boolean;
  onChoose: (key: string, side: "left" | "right") => void;
};

/** Exactly what a merge moves, which rows fall together, and what to know before. */
export function Consequences({ comparison, choices, editable, onChoose }: Props) {
  const t = useText("duplicates");
  const { moves, collapses, blocks, warnings, reportRuns } = comparison;
  const moving = Object.entries(moves).filter(([, count]) => count > 0);
  return (
    <>
      {blocks.length > 0 ? (
        <Alert severity="warning">
          <AlertTitle>{t("compare.blocks")}</AlertTitle>
          {blocks.map((block) => (
            <div key={block.code + (block.choiceKey ?? "")}>{block.message}</div>
          ))}
        </Alert>
      ) : null}
      {warnings.length > 0 ? (
        <Alert severity="info">
          <AlertTitle>{t("compare.warnings")}</AlertTitle>
          {warnings.map((warning) => (
            <div key={warning}>{warning}</div>
          ))}
        </Alert>
      ) : null}
      <TwoColumns>
        <Panel title={t("compare.moves")}>
          {moving.length === 0 ? (
            <Typography variant="body2">{t("compare.movesNone")}</Typography>
          ) : (
            <MovedRows rows={comparison.movedRows} />
          )}
          {reportRuns.length > 0 ? (
            <Box sx={{ mt: 1.5 }}>
              <Typography variant="body2" sx={{ color: "text.secondary" }}>
                {t("compare.runs")}
              </Typography>
              <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
                {reportRuns.map((run) => (
                  <li key={run.id}>
                    <To to={`/report_runs/${run.id}/show`} inText>
                      {run.title}
                    </To>
                    , {formatMoment(run.createdAt)}: {run.change}
                  </li>
                ))}
              </Box>
            </Box>
          ) : null}
        </Panel>
        {collapses.length > 0 ? (
          <Panel title={t("compare.collapses")}>
            <Typography variant="body2" sx={{ color: "text.secondary", mb: 1 }}>
              {t("compare.collapsesNote")}
            </Typography>
            {collapses.map((each) => (
              <Box key={`${each.table}${each.label}${each.choiceKey ?? ""}`} sx={{ mb: 1 }}>
                <Typography variant="body2" sx={{ fontWeight: 600 }}>
                  {each.label}
                </Typography>
                {each.choiceKey ? (
                  <RadioGroup
                    value={choices[each.choiceKey] ?? ""}
                    onChange={(_event, side) => onChoose(each.choiceKey ?? "", side as "left" | "right")}
                  >
                    {(["keep", "rest"] as const).map((which) => (
                      <FormControlLabel
                        key={which}
                        value={which === "keep" ? "left" : "right"}
                        disabled={!editable}
                        control={<Radio size="small" sx={{ py: 0.25 }} />}
                        label={each[which]}
                      />
                    ))}
                  </RadioGroup>
                ) : (
                  <>
                    <Typography variant="body2">
                      {each.keep} — {t("compare.keeps")}
                    </Typography>
                    <Typography variant="body2" sx={{ color: "text.secondary" }}>
                      {each.rest} — {t("compare.rests")}
                    </Typography>
                  </>
                )}
              </Box>
            ))}
          </Panel>
        ) : null}
      </TwoColumns>
    </>
  );
}
