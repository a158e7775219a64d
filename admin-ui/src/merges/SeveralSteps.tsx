import { Alert, Box, FormControlLabel, Radio, RadioGroup, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { MovedRows } from "../duplicates/MovedRows.tsx";
import type { TogetherPreview } from "../providers/wire.ts";
import { To } from "../shared/Links.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import type { SeveralChoices } from "./MergeTogether.tsx";

type Step = TogetherPreview["steps"][number];
type Props<S extends Step> = {
  steps: readonly S[];
  choices: SeveralChoices;
  onChoose: (key: string, side: "survivor" | "retired") => void;
  /** What a record is called. */
  called: (id: number) => string;
  /** Where the two are merged by themselves, which takes a second person; nowhere where they are alone here. */
  byItself?: (retiredId: number) => string;
  /** What else there is to know of a step. */
  more?: (step: S) => ReactNode;
};

function Collapses({ step, choices, onChoose }: Pick<Props<Step>, "choices" | "onChoose"> & { step: Step }) {
  const compare = useText("duplicates");
  return step.collapses.map((each) => (
    <Box key={`${each.table}${each.keep}${each.rest}`} sx={{ mt: 1, minWidth: 0, overflowWrap: "anywhere" }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {each.label}
      </Typography>
      {each.choiceKey ? (
        <RadioGroup
          aria-label={each.label}
          value={choices[each.choiceKey] ?? ""}
          onChange={(_event, side) => onChoose(each.choiceKey ?? "", side as "survivor" | "retired")}
        >
          {(["survivor", "retired"] as const).map((side) => (
            <FormControlLabel
              key={side}
              value={side}
              control={<Radio size="small" sx={{ py: 0.25 }} />}
              label={each.sides?.[side] ?? ""}
            />
          ))}
        </RadioGroup>
      ) : (
        <>
          <Typography variant="body2">
            {each.keep} — {compare("compare.keeps")}
          </Typography>
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {each.rest} — {compare("compare.rests")}
          </Typography>
        </>
      )}
    </Box>
  ));
}

/** What happens with each record that retires, in the order in which they are merged. */
export function SeveralSteps<S extends Step>({ steps, choices, onChoose, called, byItself, more }: Props<S>) {
  const t = useText("merges");
  return (
    <>
      {steps.map((step) => {
        const second = step.blocks.some(({ needs }) => needs === "second_person");
        return (
          <Panel
            key={step.retiredId}
            title={t("create.step", { number: called(step.retiredId) })}
            aside={second && byItself ? <To to={byItself(step.retiredId)}>{t("create.byItself")}</To> : null}
          >
            {step.blocks.length > 0 ? (
              <Alert severity="warning" sx={{ mb: 1 }}>
                {step.blocks.map((block) => (
                  <div key={block.code + (block.choiceKey ?? "")}>{block.message}</div>
                ))}
              </Alert>
            ) : null}
            {step.warnings.length > 0 ? (
              <Alert severity="info" sx={{ mb: 1 }}>
                {step.warnings.map((warning) => (
                  <div key={warning}>{warning}</div>
                ))}
              </Alert>
            ) : null}
            {Object.keys(step.movedRows).length === 0 ? (
              <Typography variant="body2">{t("create.nothing")}</Typography>
            ) : (
              <MovedRows rows={step.movedRows} />
            )}
            {more?.(step)}
            <Collapses step={step} choices={choices} onChoose={onChoose} />
          </Panel>
        );
      })}
    </>
  );
}
