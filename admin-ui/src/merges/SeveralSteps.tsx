import {
  Alert,
  Box,
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
  Typography,
} from "@mui/material";
import { MovedRows } from "../duplicates/MovedRows.tsx";
import type { TogetherPreview } from "../providers/wire.ts";
import { To } from "../shared/Links.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import type { SeveralChoices } from "./MergeTogether.tsx";

type Props = {
  preview: TogetherPreview;
  choices: SeveralChoices;
  onChoose: (key: string, side: "survivor" | "retired") => void;
  keepAccountId: number | null;
  onKeepAccount: (id: number) => void;
};
type Step = TogetherPreview["steps"][number];

function Collapses({ step, choices, onChoose }: Pick<Props, "choices" | "onChoose"> & { step: Step }) {
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

/** What happens with each record that retires, in the order in which they are merged, and which sign-in stays. */
export function SeveralSteps({ preview, choices, onChoose, keepAccountId, onKeepAccount }: Props) {
  const t = useText("merges");
  const compare = useText("duplicates");
  const record = (id: number) => preview.records.find((each) => each.id === id);
  const logins = preview.records.flatMap(({ accounts }) =>
    accounts.filter(({ status }) => status !== "disabled"),
  );
  const asksLogin = logins.length > 1;
  return (
    <>
      {asksLogin ? (
        <Panel title={compare("compare.login")}>
          <FormControl>
            <FormLabel id="keep-login">{compare("compare.loginNote")}</FormLabel>
            <RadioGroup
              aria-labelledby="keep-login"
              value={keepAccountId ?? ""}
              onChange={(_event, id) => onKeepAccount(Number(id))}
            >
              {logins.map((account) => (
                <FormControlLabel
                  key={account.id}
                  value={account.id}
                  control={<Radio size="small" />}
                  label={account.email}
                  sx={{ overflowWrap: "anywhere" }}
                />
              ))}
            </RadioGroup>
          </FormControl>
        </Panel>
      ) : null}
      {preview.steps.map((step) => {
        const person = record(step.retiredId);
        const second = step.blocks.some(({ needs }) => needs === "second_person");
        const survivor = record(preview.survivorId);
        return (
          <Panel
            key={step.retiredId}
            title={t("create.step", { number: `${person?.name ?? ""} ${person?.registryNumber ?? ""}` })}
            aside={
              second ? (
                <To
                  to={`/duplicates/create?left=${survivor?.registryNumber}&right=${person?.registryNumber}`}
                >
                  {t("create.byItself")}
                </To>
              ) : null
            }
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
            <Collapses step={step} choices={choices} onChoose={onChoose} />
          </Panel>
        );
      })}
    </>
  );
}
