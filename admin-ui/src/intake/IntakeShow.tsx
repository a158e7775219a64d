import { Alert, Box, Button, Link as MuiLink, Skeleton, Stack } from "@mui/material";
import { Link } from "react-router";
import { StatusSeen } from "../documents/StatusSeen.tsx";
import { intakeUrls } from "../providers/verbs/intake.ts";
import type { IntakeScanView } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { Empty } from "../shared/Notes.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { DiscardButton } from "./DiscardButton.tsx";
import { PageStrip } from "./PageStrip.tsx";
import { SplitDesk } from "./SplitDesk.tsx";
import { pageRanges } from "./split.ts";

function FiledDocuments({ scan }: { scan: IntakeScanView }) {
  const t = useText("intake-scans");
  const word = useEnum();
  if (scan.documents.length === 0) return <Empty>{t("show.noDocuments")}</Empty>;
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none", display: "grid", gap: 1 }}>
      {scan.documents.map(({ documentId, participantName, registryNumber, type, status, pages }) => (
        <Stack
          key={documentId}
          component="li"
          direction="row"
          sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}
        >
          <MuiLink component={Link} to={`/documents/${documentId}/show`}>
            {word("documentType", type)}: {participantName} ({registryNumber})
          </MuiLink>
          <StatusSeen value={status} />
          <span>{t(pages.length === 1 ? "show.pageOf" : "show.pagesOf", { pages: pageRanges(pages) })}</span>
        </Stack>
      ))}
    </Box>
  );
}

function SameFile({ scan }: { scan: IntakeScanView }) {
  const t = useText("intake-scans");
  if (scan.sameFile.length === 0) return null;
  return (
    <Alert severity="warning">
      {t("show.sameFile")}{" "}
      {scan.sameFile.map(({ scanId, receivedAt }) => (
        <MuiLink key={scanId} component={Link} to={`/intake-scans/${scanId}/show`} sx={{ mr: 1 }}>
          {t("show.title", { id: scanId })}, {formatMoment(receivedAt)}
        </MuiLink>
      ))}
    </Alert>
  );
}

function ScanFacts({ scan }: { scan: IntakeScanView }) {
  const t = useText("intake-scans");
  const word = useEnum();
  return (
    <Panel>
      <Facts
        columns={4}
        facts={[
          { label: t("fields.originalName"), value: scan.originalName },
          { label: t("fields.source"), value: word("documentSource", scan.source) },
          { label: t("fields.receivedAt"), value: formatMoment(scan.receivedAt) },
          { label: t("fields.uploadedByName"), value: scan.uploadedByName ?? "" },
        ]}
      />
    </Panel>
  );
}

function Body({ scan }: { scan: IntakeScanView }) {
  const t = useText("intake-scans");
  const can = useCan();
  if (scan.status === "processing")
    return (
      <Panel>
        <Empty>{t("show.processing")}</Empty>
        <Skeleton variant="rounded" height={96} />
      </Panel>
    );
  if (scan.status === "ready" && can("intake:file")) return <SplitDesk key={scan.version} scan={scan} />;
  return (
    <>
      {scan.unreadableReason ? <Alert severity="error">{scan.unreadableReason}</Alert> : null}
      {scan.status === "filed" ? (
        <Panel title={t("show.filed")}>
          <FiledDocuments scan={scan} />
        </Panel>
      ) : null}
      {scan.pages.length > 0 ? <PageStrip scan={scan} /> : null}
    </>
  );
}

/** One scan: being opened, to be split, or what became of it. */
export function IntakeShow() {
  const t = useText("intake-scans");
  const can = useCan();
  return (
    <RecordPage<IntakeScanView>
      title={({ id }) => t("show.title", { id })}
      whole={({ pages }) => Array.isArray(pages)}
      refetchInterval={(scan) => (scan?.status === "processing" ? 1500 : false)}
      chips={({ status }) => <StatusChip of="intakeScanStatus" value={status} />}
      actions={(scan) => (
        <>
          <Button color="inherit" variant="outlined" href={intakeUrls.original(scan.id)}>
            {t("show.original")}
          </Button>
          {can("intake:file") && (scan.status === "ready" || scan.status === "unreadable") ? (
            <DiscardButton scan={scan} />
          ) : null}
        </>
      )}
    >
      {(scan) => (
        <>
          <ScanFacts scan={scan} />
          <SameFile scan={scan} />
          <Body scan={scan} />
        </>
      )}
    </RecordPage>
  );
}
