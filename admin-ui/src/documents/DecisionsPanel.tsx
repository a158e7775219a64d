import { Box, Link as MuiLink, Stack, Typography } from "@mui/material";
import { required, TextInput } from "react-admin";
import type { Box as Place } from "#db/reading.ts";
import type { DocumentView } from "../providers/wire.ts";
import { Moment } from "../shared/Moments.tsx";
import { Panel } from "../shared/Panel.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { SupersedeButton } from "./Supersede.tsx";

/** Every decision so far, newest first; one that was wrong can be taken back with a reason. */
export function DecisionsPanel({
  document,
  onShow,
}: {
  document: DocumentView;
  /** Shows the place the participant was pointed to. */
  onShow: (place: { page: number; box: Place | null }) => void;
}) {
  const t = useText("documents");
  const can = useCan();
  const vocabulary = useVocabulary();
  const reasonOf = (code: string) =>
    vocabulary?.reasons.find((each) => each.code === code)?.label ?? code.replaceAll("_", " ");
  const decided = ["verified", "action_required", "not_accepted"].includes(document.status);
  if (document.decisions.length === 0) return null;
  return (
    <Panel
      title={t("work.decisions")}
      aside={
        decided && can("documents:decide") ? (
          <>
            <SupersedeButton document={document} />
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
          </>
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
              <Pointed place={decision.pointedAt} onShow={onShow} />
            </Stack>
            {decision.reasonCode ? (
              <Typography variant="body2">
                <b>{reasonOf(decision.reasonCode)}</b>
              </Typography>
            ) : null}
            {decision.toFix ? <Typography variant="body2">{decision.toFix}</Typography> : null}
            {decision.inTheirLanguage ? (
              <Typography
                variant="body2"
                lang={decision.inTheirLanguage.language}
                sx={{ color: "text.secondary" }}
              >
                {t(`decision.languages.${decision.inTheirLanguage.language}`)}:{" "}
                {[decision.inTheirLanguage.reason, decision.inTheirLanguage.toFix].filter(Boolean).join(" ")}
              </Typography>
            ) : null}
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

function Pointed({
  place,
  onShow,
}: {
  place: Place | null;
  onShow: (place: { page: number; box: Place | null }) => void;
}) {
  const t = useText("documents");
  if (!place) return null;
  return (
    <MuiLink
      component="button"
      type="button"
      variant="body2"
      onClick={() => onShow({ page: place.page, box: place })}
    >
      {t("decision.pointed", { page: place.page })}
    </MuiLink>
  );
}
