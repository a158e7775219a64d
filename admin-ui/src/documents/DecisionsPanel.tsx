import { Box, Stack, Typography } from "@mui/material";
import { required, TextInput } from "react-admin";
import type { DocumentView } from "../providers/wire.ts";
import { Moment } from "../shared/Moments.tsx";
import { Panel } from "../shared/Panel.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";

/** Every decision so far, newest first; one that was wrong can be taken back with a reason. */
export function DecisionsPanel({ document }: { document: DocumentView }) {
  const t = useText("documents");
  const can = useCan();
  const decided = ["verified", "action_required", "not_accepted"].includes(document.status);
  if (document.decisions.length === 0) return null;
  return (
    <Panel
      title={t("work.decisions")}
      aside={
        decided && can("documents:decide") ? (
          <VerbButton label={t("work.reset")}>
            {(close) => (
              <VerbDialog
                title={t("work.resetTitle")}
                explain={t("work.resetExplain")}
                submit={t("work.reset")}
                verb={(registry, values: { reason: string }) =>
                  registry.resetDocument(document.id, { ...values, version: document.version })
                }
                done={t("work.resetDone")}
                seen={document}
                onClose={close}
              >
                <TextInput
                  source="reason"
                  label={t("fields.reason")}
                  validate={required()}
                  multiline
                  autoFocus
                />
              </VerbDialog>
            )}
          </VerbButton>
        ) : null
      }
    >
      <Stack sx={{ gap: 1 }}>
        {document.decisions.map((decision) => (
          <Box key={decision.id}>
            <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
              <StatusChip of="decisionOutcome" value={decision.outcome} />
              <Typography variant="body2" sx={{ color: "text.secondary" }}>
                {decision.decidedByName} · <Moment value={decision.createdAt} />
              </Typography>
            </Stack>
            {decision.toFix ? <Typography variant="body2">{decision.toFix}</Typography> : null}
            {decision.internalNote ? (
              <Typography variant="body2" sx={{ color: "text.secondary", fontStyle: "italic" }}>
                {decision.internalNote}
              </Typography>
            ) : null}
          </Box>
        ))}
      </Stack>
    </Panel>
  );
}
