import { Alert, Box, Stack, ToggleButton, ToggleButtonGroup, Typography } from "@mui/material";
import { useState } from "react";
import { PageViewer } from "../documents/PageViewer.tsx";
import type { ReviewView } from "../providers/wire.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { Day, Moment } from "../shared/Moments.tsx";
import { Empty } from "../shared/Notes.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage, TwoColumns } from "../shared/RecordPage.tsx";
import { StatusChip, ToneChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import { AnswerPanel } from "./AnswerPanel.tsx";

/** The document's pages, or those of the proof that came with the request. */
function Pages({ review }: { review: ReviewView }) {
  const t = useText("reviews");
  const [of, setOf] = useState<"document" | "evidence">("document");
  const [page, setPage] = useState(1);
  const { evidence } = review;
  const shown =
    of === "evidence" && evidence
      ? { id: evidence.id, pages: evidence.pages }
      : { id: review.documentId, pages: review.pages };
  return (
    <Stack sx={{ gap: 1, minWidth: 0 }}>
      {evidence ? (
        <ToggleButtonGroup
          exclusive
          size="small"
          value={of}
          aria-label={t("evidence")}
          onChange={(_event, next: "document" | "evidence" | null) => {
            if (!next) return;
            setOf(next);
            setPage(1);
          }}
        >
          {(["document", "evidence"] as const).map((each) => (
            <ToggleButton key={each} value={each} sx={{ textTransform: "none", px: 1.5 }}>
              {t(`pagesOf.${each}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      ) : null}
      {shown.pages.length > 0 ? (
        <Box sx={{ height: { xs: "70vh", md: "calc(100vh - 160px)" } }}>
          <PageViewer key={shown.id} document={shown} page={page} onPage={setPage} />
        </Box>
      ) : (
        <Panel>
          <Empty>{t("noPages")}</Empty>
        </Panel>
      )}
    </Stack>
  );
}

function Decision({ review }: { review: ReviewView }) {
  const t = useText("reviews");
  const word = useEnum();
  const vocabulary = useVocabulary();
  const { decision } = review;
  const reason = vocabulary?.reasons.find(({ code }) => code === decision.reasonCode)?.label;
  return (
    <Panel title={t("decision")}>
      <Facts
        facts={[
          { label: t("outcome"), value: word("decisionOutcome", decision.outcome) },
          { label: t("decidedBy"), value: decision.decidedByName },
          { label: t("decidedOn"), value: <Moment value={decision.createdAt} /> },
          {
            label: t("fields.documentType"),
            value: (
              <To to={`/documents/${review.documentId}/show`}>
                {t("openDocument", { id: review.documentId })}
              </To>
            ),
          },
          reason ? { label: t("why"), value: reason, wide: true } : null,
          decision.toFix ? { label: t("toFix"), value: decision.toFix, wide: true } : null,
          decision.internalNote
            ? { label: t("fields.internalNote"), value: decision.internalNote, wide: true }
            : null,
        ]}
      />
    </Panel>
  );
}

function Answered({ review }: { review: ReviewView }) {
  const t = useText("reviews");
  if (!review.answer) return null;
  return (
    <Panel title={t("answered")}>
      <Facts
        facts={[
          { label: t("fields.decidedByName"), value: review.decidedByName },
          { label: t("fields.decidedAt"), value: <Moment value={review.decidedAt} /> },
          { label: t("fields.answer"), value: review.answer, wide: true },
          review.internalNote
            ? { label: t("fields.internalNote"), value: review.internalNote, wide: true }
            : null,
        ]}
      />
    </Panel>
  );
}

/** One review: what is asked, what was decided and why, the pages beside it, and the answer. M6, B-D3 */
export function ReviewShow() {
  const t = useText("reviews");
  const can = useCan();
  const word = useEnum();
  return (
    <RecordPage<ReviewView>
      whole={(review) => review.decision !== undefined}
      title={(review) =>
        t("title", { type: word("documentType", review.documentType), name: review.participantName })
      }
      chips={(review) => (
        <>
          <StatusChip of="reviewStatus" value={review.status} />
          {review.overdue ? <ToneChip tone="bad">{t("overdue")}</ToneChip> : null}
        </>
      )}
    >
      {(review) => (
        <TwoColumns>
          <Stack sx={{ gap: 1.5, minWidth: 0 }}>
            <Panel title={t("asked")}>
              <Facts
                facts={[
                  {
                    label: t("fields.participantName"),
                    value: (
                      <PersonLink
                        id={review.participantId}
                        name={review.participantName}
                        number={review.registryNumber}
                      />
                    ),
                  },
                  { label: t("fields.createdAt"), value: <Moment value={review.createdAt} /> },
                  { label: t("fields.dueOn"), value: <Day value={review.dueOn} /> },
                  review.evidence
                    ? {
                        label: t("evidence"),
                        value: (
                          <To to={`/documents/${review.evidence.id}/show`}>
                            {t("openDocument", { id: review.evidence.id })}
                          </To>
                        ),
                      }
                    : null,
                ]}
              />
              <Typography variant="body1" sx={{ mt: 1.5, whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {review.reason}
              </Typography>
            </Panel>
            <Decision review={review} />
            {review.status === "requested" ? (
              review.mayDecide ? (
                <AnswerPanel review={review} />
              ) : (
                <Alert severity="info">{t(can("reviews:decide") ? "own" : "waits")}</Alert>
              )
            ) : (
              <Answered review={review} />
            )}
          </Stack>
          <Pages review={review} />
        </TwoColumns>
      )}
    </RecordPage>
  );
}
