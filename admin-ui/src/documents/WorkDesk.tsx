import { Alert, Box, Button, Card, Stack } from "@mui/material";
import { useEffect, useRef, useState } from "react";
import { useNotify, useRefresh, useStore } from "react-admin";
import { useNavigate } from "react-router";
import type { RegistryError } from "../providers/httpClient.ts";
import type { DocumentView } from "../providers/wire.ts";
import { ConflictNote, currentOf } from "../shared/ConflictNote.tsx";
import { useKey } from "../shared/keys.ts";
import { Empty, ErrorNote } from "../shared/Notes.tsx";
import { PageHead } from "../shared/Panel.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { type Decision, DecisionPanel } from "./DecisionPanel.tsx";
import { DecisionsPanel } from "./DecisionsPanel.tsx";
import { DocumentFacts } from "./DocumentFacts.tsx";
import { EntriesPanel } from "./EntriesPanel.tsx";
import { type Sent, usualSections } from "./entries.ts";
import { LeaseBar } from "./LeaseBar.tsx";
import { PageViewer } from "./PageViewer.tsx";
import { PreviewPanel } from "./PreviewPanel.tsx";
import { useEntries } from "./useEntries.ts";

/** Page beside rows; take, enter, decide, next. */
export function WorkDesk({ document }: { document: DocumentView }) {
  const t = useText("documents");
  const word = useEnum();
  const can = useCan();
  const notify = useNotify();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [page, setPage] = useState(1);
  const [wide, setWide] = useStore("documents.wideRows", false);
  const [error, setError] = useState<RegistryError | null>(null);
  /** Whether the refusal answers a decision: then it stands beside its buttons. */
  const [atDecision, setAtDecision] = useState(false);
  const held = useRef("");
  const mine = document.claim?.mine ?? false;
  const editable = mine && document.status === "unverified" && can("documents:enter");
  const entries = useEntries(document, page, editable);

  const failed = (origin: Sent["origin"]) => (refusal: RegistryError) => {
    setError(refusal);
    entries.refuse(refusal.body?.errors, origin);
  };
  const claim = useVerb((registry, _: undefined) => registry.claimDocument(document.id));
  // Where a colleague was faster, the screen shows who has it now.
  const take = () => claim.mutate(undefined, { onError: () => refresh() });
  const release = useVerb((registry, _: undefined) => registry.releaseDocument(document.id), {
    done: t("work.released"),
    onDone: () => {
      entries.forget();
      navigate("/documents");
    },
  });
  const save = useVerb(
    (registry, { entries: rows }: Sent) =>
      registry.saveDocumentEntries({ id: document.id, version: document.version, ...rows }),
    { done: t("entries.saved"), announce: false, onDone: () => entries.forget() },
  );
  const decide = useVerb(
    (registry, { sent, decision, takeNext }: { sent: Sent; decision: Decision; takeNext: boolean }) =>
      registry.decideDocument({
        id: document.id,
        version: document.version,
        ...decision,
        entries: sent.entries,
        takeNext,
      }),
    { announce: false },
  );
  const onSave = () => {
    const sent = entries.sent();
    setError(null);
    setAtDecision(false);
    held.current = globalThis.document.activeElement?.id ?? "";
    save.mutate(sent, { onError: failed(sent.origin) });
  };
  const onDecide = (decision: Decision, takeNext: boolean) => {
    const sent = entries.sent();
    setError(null);
    setAtDecision(true);
    decide.mutate(
      { sent, decision, takeNext },
      {
        onError: failed(sent.origin),
        onSuccess: ({ nextId }) => {
          entries.forget();
          notify(t("decision.done", { outcome: word("decisionOutcome", decision.outcome) }), {
            type: "success",
          });
          if (!takeNext) navigate("/documents");
          else if (nextId) navigate(`/documents/${nextId}/show`, { state: { _scrollToTop: true } });
          else {
            notify(t("queue.nothingWaits"), { type: "info" });
            navigate("/documents");
          }
        },
      },
    );
  };
  const mayTake = can("documents:claim") && document.status === "unverified" && !document.claim;
  useKey({ combo: "t", label: t("work.takeKey"), enabled: mayTake }, take);
  useKey({ combo: "ctrl+s", label: t("entries.saveKey"), inFields: true, enabled: editable }, onSave);
  useKey({ combo: "w", label: t("work.wide") }, () => setWide(!wide));
  useKey({ combo: "b", label: t("work.backToQueue") }, () => void navigate("/documents"));
  useKey({ combo: "u", label: t("work.releaseKey"), enabled: mine }, () => release.mutate(undefined));

  // Saving takes the cells away for a moment and may number their rows anew: the hand finds its cell again.
  const saved = useRef(document.version);
  useEffect(() => {
    if (save.isPending || !held.current) return;
    globalThis.document.getElementById(held.current)?.focus();
    if (saved.current !== document.version) held.current = "";
    saved.current = document.version;
  }, [save.isPending, document.version]);

  // While pages are being made the screen asks again by itself.
  const processing = document.status === "processing";
  useEffect(() => {
    if (!processing) return;
    const timer = setInterval(refresh, 3000);
    return () => clearInterval(timer);
  }, [processing, refresh]);

  const refusal =
    error && currentOf(error) ? (
      <ConflictNote
        error={error}
        seen={document}
        onReload={() => {
          setError(null);
          refresh();
        }}
      />
    ) : error ? (
      <ErrorNote error={error} />
    ) : null;

  // A transcript's rows have the most columns and get the room for them.
  const courses = usualSections(document.type).includes("courses");
  const name = `${document.participant.givenName} ${document.participant.familyName}`;
  const title = t("work.title", { type: word("documentType", document.type), name });
  return (
    <Box>
      <PageHead title={title} chips={<StatusChip of="documentStatus" value={document.status} />}>
        {mayTake ? (
          <Button variant="contained" onClick={take} loading={claim.isPending}>
            {t("work.take")}
          </Button>
        ) : null}
        {mine && document.status === "unverified" ? (
          <Button onClick={() => release.mutate(undefined)} loading={release.isPending}>
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
          gridTemplateColumns: {
            xs: "minmax(0, 1fr)",
            md: wide
              ? "minmax(0, 1fr) minmax(0, 2fr)"
              : courses
                ? "minmax(0, 4fr) minmax(0, 7fr)"
                : "minmax(0, 9fr) minmax(0, 11fr)",
          },
        }}
      >
        <Box sx={{ position: { md: "sticky" }, top: 60, height: { xs: "70vh", md: "calc(100vh - 116px)" } }}>
          {document.pages.length > 0 ? (
            <PageViewer document={document} page={page} onPage={setPage} />
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
          {document.status === "unverified" ? <LeaseBar document={document} onTake={take} /> : null}
          {mayTake ? <Alert severity="info">{t("work.notYours")}</Alert> : null}
          {atDecision ? null : refusal}
          <DocumentFacts document={document} />
          {document.type === "name_change_evidence" ? null : (
            <>
              <EntriesPanel
                document={document}
                entries={entries}
                editable={editable}
                saving={save.isPending}
                onSave={onSave}
                onShowPage={setPage}
              />
              <PreviewPanel document={document} dirty={entries.dirty} />
            </>
          )}
          {atDecision ? refusal : null}
          {editable && can("documents:decide") ? (
            <DecisionPanel
              key={document.id}
              document={document}
              busy={decide.isPending}
              errors={error?.body?.errors ?? {}}
              onDecide={onDecide}
            />
          ) : null}
          <DecisionsPanel document={document} />
        </Stack>
      </Box>
    </Box>
  );
}
