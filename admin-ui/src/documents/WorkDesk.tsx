import { Alert, Box, Button, Card, Stack } from "@mui/material";
import { useEffect, useState } from "react";
import { useRefresh, useStore } from "react-admin";
import { useNavigate, useSearchParams } from "react-router";
import type { Box as Place } from "#db/reading.ts";
import { documentUrls } from "../providers/verbs/documents.ts";
import type { DocumentView } from "../providers/wire.ts";
import { ConflictNote, currentOf } from "../shared/ConflictNote.tsx";
import { useKey } from "../shared/keys.ts";
import { Empty, ErrorNote } from "../shared/Notes.tsx";
import { PageHead } from "../shared/Panel.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useRead } from "../shared/useRead.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { AsideBar } from "./AsideBar.tsx";
import { askedPlace } from "./askedPlace.ts";
import { DecisionPanel } from "./DecisionPanel.tsx";
import { DecisionsPanel } from "./DecisionsPanel.tsx";
import { type Aside, DeskDialog } from "./DeskDialogs.tsx";
import { DocumentFacts } from "./DocumentFacts.tsx";
import { EntriesPanel } from "./EntriesPanel.tsx";
import { sections, usualSections } from "./entries.ts";
import { LeaseBar } from "./LeaseBar.tsx";
import { PageViewer } from "./PageViewer.tsx";
import { PreChecks } from "./PreChecks.tsx";
import { EntriesPreviewPanel, StoredPreviewPanel } from "./PreviewPanel.tsx";
import { RoutingsPanel } from "./RoutingsPanel.tsx";
import { SupersededNote } from "./Supersede.tsx";
import { useCourseMemory } from "./useCourseMemory.ts";
import { useDesk } from "./useDesk.ts";
import { useEntries } from "./useEntries.ts";
import { usePlaces } from "./usePlaces.ts";
import { usePreview } from "./usePreview.ts";
import { useReading } from "./useReading.ts";

/** How page and rows share the width: a transcript's rows have the most columns and get the room for them. */
function columnsFor(wide: boolean, courses: boolean) {
  const shared = (page: number, rows: number) => `minmax(0, ${page}fr) minmax(0, ${rows}fr)`;
  const beside = wide ? shared(2, 9) : courses ? shared(4, 11) : shared(9, 11);
  return {
    gridTemplateColumns: { xs: "minmax(0, 1fr)", md: beside },
    ...(courses && !wide ? { "@media (min-width: 1700px)": { gridTemplateColumns: shared(3, 4) } } : {}),
  };
}

/** Page beside rows; take, accept, correct, decide, next. */
export function WorkDesk({ document }: { document: DocumentView }) {
  const t = useText("documents");
  const word = useEnum();
  const can = useCan();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [search] = useSearchParams();
  const [asked] = useState(() => askedPlace(search));
  const [page, setPage] = useState(() =>
    document.pages.some(({ pageNumber }) => pageNumber === asked.page) ? asked.page : 1,
  );
  const [wide, setWide] = useStore("documents.wideRows", false);
  const [aside, setAside] = useState<Aside | null>(null);
  const [marked, setMarked] = useState<Place | null>(null);
  const [marking, setMarking] = useState(false);
  const waits = document.status === "unverified";
  const mine = document.claim?.mine ?? false;
  const entered = document.type !== "name_change_evidence";
  const editable = mine && waits && can("documents:enter");
  const { reading, proposals } = useReading(document.id, editable && entered);
  const entries = useEntries(
    { work: document.id, version: document.version, entries: document.entries },
    { page, editable, proposals },
  );
  useCourseMemory(entries.draft.courses, editable && can("course_memory:read"), entries.remember);
  const preview = usePreview(document.id, document.version, entries.draft, editable && entered);
  const checks = useRead(
    ["documents", document.id, "pre-checks", document.version],
    (registry) => registry.documentPreChecks(document.id),
    { enabled: waits && can("documents:enter"), keepLast: true },
  );
  const places = usePlaces(entries.draft, proposals, setPage, asked.box);
  const desk = useDesk(document, entries);

  const group = t("keyGroups.document");
  const mayTake = can("documents:claim") && waits && !document.claim && document.deskState !== "held";
  const mayRoute = mine && waits && can("documents:route");
  useKey({ combo: "t", label: t("work.takeKey"), group, enabled: mayTake }, desk.take);
  useKey(
    { combo: "ctrl+s", label: t("entries.saveKey"), group, inFields: true, enabled: editable },
    desk.onSave,
  );
  useKey({ combo: "w", label: t("work.wide"), group }, () => setWide(!wide));
  useKey({ combo: "b", label: t("work.backToQueue"), group }, () => void navigate("/documents"));
  useKey({ combo: "u", label: t("work.releaseKey"), group, enabled: mine }, () =>
    desk.release.mutate(undefined),
  );
  useKey({ combo: "h", label: t("aside.hold.key"), group, enabled: mayRoute }, () => setAside("hold"));
  useKey({ combo: "o", label: t("aside.handOver.key"), group, enabled: mayRoute }, () =>
    setAside("handOver"),
  );
  useKey({ combo: "s", label: t("aside.escalate.key"), group, enabled: mayRoute }, () =>
    setAside("escalate"),
  );

  // While pages are being made the screen asks again by itself.
  const processing = document.status === "processing";
  useEffect(() => {
    if (!processing) return;
    const timer = setInterval(refresh, 3000);
    return () => clearInterval(timer);
  }, [processing, refresh]);

  const refusal =
    desk.error && currentOf(desk.error) ? (
      <ConflictNote error={desk.error} seen={document} onReload={desk.reload} />
    ) : desk.error ? (
      <ErrorNote error={desk.error} />
    ) : null;
  const open = sections.flatMap((each) => entries.draft[each].filter(({ mark }) => mark?.proposed)).length;
  const pageImage = (number: number) => {
    const facts = document.pages.find(({ pageNumber }) => pageNumber === number);
    return facts && { ...facts, src: documentUrls.page(document.id, number) };
  };
  const name = `${document.participant.givenName} ${document.participant.familyName}`;
  const title = t("work.title", { type: word("documentType", document.type), name });
  const chips = (
    <>
      <StatusChip of="documentStatus" value={document.status} />
      {waits && mine ? <LeaseBar document={document} onTake={desk.take} /> : null}
    </>
  );
  return (
    <Box>
      <PageHead title={title} chips={chips}>
        {mayTake ? (
          <Button variant="contained" onClick={desk.take} loading={desk.claim.isPending}>
            {t("work.take")}
          </Button>
        ) : null}
        {mayRoute ? (
          <>
            <Button color="inherit" onClick={() => setAside("hold")}>
              {t("aside.hold.button")}
            </Button>
            <Button color="inherit" onClick={() => setAside("handOver")}>
              {t("aside.handOver.button")}
            </Button>
            <Button color="inherit" onClick={() => setAside("escalate")}>
              {t("aside.escalate.button")}
            </Button>
          </>
        ) : null}
        {mine && waits ? (
          <Button
            color="inherit"
            onClick={() => desk.release.mutate(undefined)}
            loading={desk.release.isPending}
          >
            {t("work.release")}
          </Button>
        ) : null}
        <Button
          color="inherit"
          aria-pressed={wide}
          onClick={() => setWide(!wide)}
          sx={{ display: { xs: "none", md: "inline-flex" } }}
        >
          {t("work.wide")}
        </Button>
        <Button color="inherit" onClick={() => navigate("/documents")}>
          {t("work.backToQueue")}
        </Button>
      </PageHead>
      <Box
        sx={{
          display: "grid",
          gap: 1.5,
          alignItems: "start",
          ...columnsFor(wide, usualSections(document.type).includes("courses")),
        }}
      >
        <Box sx={{ position: { md: "sticky" }, top: 60, height: { xs: "70vh", md: "calc(100vh - 116px)" } }}>
          {document.pages.length > 0 ? (
            <PageViewer
              document={document}
              page={page}
              onPage={setPage}
              lit={places.lit}
              litRow={places.litRow}
              onPoint={places.onPoint}
              marking={marking}
              marked={marked}
              onMark={(place) => {
                setMarked(place);
                setMarking(false);
              }}
            />
          ) : (
            <Card>
              <Empty>{processing ? t("work.processing") : t("work.noPages")}</Empty>
            </Card>
          )}
        </Box>
        <Stack sx={{ gap: 1.5, minWidth: 0 }}>
          {document.unreadableReason ? (
            <Alert severity="error">{t("work.unreadable", { reason: document.unreadableReason })}</Alert>
          ) : null}
          <SupersededNote document={document} />
          {waits && !mine ? <LeaseBar document={document} onTake={desk.take} /> : null}
          {waits ? (
            <AsideBar
              document={document}
              busy={desk.resume.isPending}
              onResume={can("documents:route") ? () => desk.resume.mutate(undefined) : undefined}
            />
          ) : null}
          {mayTake ? <Alert severity="info">{t("work.notYours")}</Alert> : null}
          {desk.atDecision ? null : refusal}
          <DocumentFacts document={document} checked={Boolean(checks.data)} />
          {checks.data ? <PreChecks checks={checks.data} onShow={places.show} /> : null}
          {entered ? (
            <>
              <EntriesPanel
                document={document}
                entries={entries}
                proposals={proposals}
                reader={reading}
                refused={preview.data?.refused}
                editable={editable}
                saving={desk.saving}
                onSave={desk.onSave}
                onShowPage={setPage}
                onFocusCell={places.focus}
                pageImage={pageImage}
              />
              {editable ? (
                preview.data ? (
                  <EntriesPreviewPanel preview={preview.data.preview} proposed={open} />
                ) : null
              ) : (
                <StoredPreviewPanel document={document} />
              )}
            </>
          ) : null}
          {desk.atDecision ? refusal : null}
          {editable && can("documents:decide") ? (
            <DecisionPanel
              key={document.id}
              document={document}
              busy={desk.deciding}
              errors={desk.error?.body?.errors ?? {}}
              openRows={open}
              marked={marked}
              marking={marking}
              onMarking={setMarking}
              onUnmark={() => setMarked(null)}
              onDecide={(decision, takeNext) =>
                desk.onDecide({ ...decision, ...(marked ? { pointedAt: marked } : {}) }, takeNext)
              }
            />
          ) : null}
          <DecisionsPanel document={document} onShow={places.show} />
          <RoutingsPanel document={document} />
        </Stack>
      </Box>
      {aside ? (
        <DeskDialog
          aside={aside}
          document={document}
          saveFirst={desk.saveQuietly}
          onDone={() => navigate("/documents")}
          onClose={() => setAside(null)}
        />
      ) : null}
    </Box>
  );
}
