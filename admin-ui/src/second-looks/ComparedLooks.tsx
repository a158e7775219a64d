import { Alert, Box, Stack, Typography } from "@mui/material";
import { useState } from "react";
import { required, TextInput } from "react-admin";
import { useNavigate } from "react-router";
import { PageViewer } from "../documents/PageViewer.tsx";
import type { SecondLookView, SettleSecondLook } from "../providers/wire.ts";
import { To } from "../shared/Links.tsx";
import { Moment } from "../shared/Moments.tsx";
import { Facts, PageHead, Panel } from "../shared/Panel.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { Differences } from "./Differences.tsx";

type Note = { note: string };

function Settle({ look, settlement }: { look: SecondLookView; settlement: SettleSecondLook["settlement"] }) {
  const t = useText("second-looks");
  const navigate = useNavigate();
  return (
    <VerbButton
      label={t(`settle.${settlement}.button`)}
      variant={settlement === "corrected" ? "contained" : "outlined"}
    >
      {(close) => (
        <VerbDialog
          title={t(`settle.${settlement}.title`)}
          explain={t(`settle.${settlement}.explain`)}
          submit={t(`settle.${settlement}.button`)}
          verb={(registry, { note }: Note) =>
            registry.settleSecondLook({ id: look.id, version: look.version, settlement, note: note ?? "" })
          }
          done={t(`settle.${settlement}.done`)}
          onDone={({ documentId }) => {
            if (settlement === "corrected") navigate(`/documents/${documentId}/show`);
          }}
          seen={look}
          onClose={close}
        >
          <TextInput source="note" label={t("fields.note")} validate={required()} multiline autoFocus />
        </VerbDialog>
      )}
    </VerbButton>
  );
}

/** Both looks with the page beside them: where they differ, and which of the two is to hold. M8 */
export function ComparedLooks({ look }: { look: SecondLookView }) {
  const t = useText("second-looks");
  const word = useEnum();
  const [page, setPage] = useState(1);
  const { document, first, second, differences } = look;
  const open = look.status === "disagreed";
  const half = open && look.maySettle.length === 1 ? look.maySettle[0] : undefined;
  return (
    <Box>
      <PageHead
        title={t("title", { type: word("documentType", document.type), name: document.participantName })}
        chips={<StatusChip of="secondLookStatus" value={look.status} />}
      >
        {look.maySettle.map((settlement) => (
          <Settle key={settlement} look={look} settlement={settlement} />
        ))}
      </PageHead>
      <Box
        sx={{
          display: "grid",
          gap: 1.5,
          alignItems: "start",
          gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) minmax(0, 1fr)" },
        }}
      >
        <Stack sx={{ gap: 1.5, minWidth: 0 }}>
          {half ? (
            <Alert severity="info">{t(half === "corrected" ? "settle.ownFirst" : "settle.ownSecond")}</Alert>
          ) : null}
          <Panel title={t("done.facts")}>
            <Facts
              facts={[
                {
                  label: t("done.document"),
                  value: (
                    <To to={`/documents/${document.id}/show`}>
                      {t("done.openDocument", { id: document.id })}
                    </To>
                  ),
                },
                { label: t("fields.reason"), value: word("secondLookReason", look.reason) },
                {
                  label: t("done.first"),
                  value: first
                    ? `${first.decidedByName ?? "—"}: ${word("decisionOutcome", first.outcome)}`
                    : null,
                },
                {
                  label: t("done.second"),
                  value: second
                    ? `${look.secondName ?? "—"}: ${word("decisionOutcome", second.outcome)}`
                    : null,
                },
                {
                  label: t("done.compared"),
                  value: t("done.agreedOf", {
                    agreed: look.fieldsAgreed ?? 0,
                    compared: look.fieldsCompared ?? 0,
                  }),
                },
                { label: t("fields.doneAt"), value: <Moment value={look.doneAt} /> },
                look.settlement
                  ? {
                      label: t("done.settled", { name: look.settledByName ?? "—" }),
                      value: `${word("secondLookSettlement", look.settlement)}: ${look.settledNote ?? ""}`,
                      wide: true,
                    }
                  : null,
              ]}
            />
          </Panel>
          <Panel title={t("done.differences")}>
            {differences?.length ? (
              <Differences differences={differences} />
            ) : (
              <Typography variant="body2">{t("done.none")}</Typography>
            )}
          </Panel>
        </Stack>
        {document.pages.length > 0 ? (
          <Box
            sx={{ position: { md: "sticky" }, top: 60, height: { xs: "70vh", md: "calc(100vh - 116px)" } }}
          >
            <PageViewer document={document} page={page} onPage={setPage} />
          </Box>
        ) : null}
      </Box>
    </Box>
  );
}
