import { Alert, Box, Button, Card, Stack } from "@mui/material";
import { useMemo, useState } from "react";
import { useNotify } from "react-admin";
import { useNavigate } from "react-router";
import { EntriesPanel } from "../documents/EntriesPanel.tsx";
import { sections, usualSections } from "../documents/entries.ts";
import { PageViewer } from "../documents/PageViewer.tsx";
import { toProposals } from "../documents/proposals.ts";
import { useEntries } from "../documents/useEntries.ts";
import { usePlaces } from "../documents/usePlaces.ts";
import type { RegistryError } from "../providers/httpClient.ts";
import { documentUrls } from "../providers/verbs/documents.ts";
import type { DocumentEntries, SecondLookView } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { Empty, ErrorNote } from "../shared/Notes.tsx";
import { PageHead } from "../shared/Panel.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { type Look, LookPanel } from "./LookPanel.tsx";
import { useTakeNextLook } from "./SecondLookList.tsx";
import { StatedFacts } from "./StatedFacts.tsx";
import { useKeptLease } from "./useKeptLease.ts";

/** One reads what nobody has read: the grid starts empty, whatever the record holds. */
const nothing: DocumentEntries = { degrees: [], courses: [], credentials: [], trainingHours: [] };

/** Page beside rows as at the verification desk, without anything of the first decision. M8 */
export function BlindDesk({ look }: { look: SecondLookView }) {
  const t = useText("second-looks");
  const word = useEnum();
  const notify = useNotify();
  const navigate = useNavigate();
  const { document, mine } = look;
  const [page, setPage] = useState(1);
  const [error, setError] = useState<RegistryError | null>(null);
  const proposals = useMemo(() => toProposals(mine && look.reading ? look.reading : undefined), [look, mine]);
  const work = { work: `second-look-${look.id}`, version: look.version, entries: nothing };
  const entries = useEntries(work, { page, editable: mine, proposals });
  // A decided document that was never read is not about to be.
  const reader = look.reading && look.reading.state !== "waiting" ? look.reading : undefined;
  const places = usePlaces(entries.draft, proposals, setPage);
  const next = useTakeNextLook();
  useKeptLease(look.id, mine);
  const back = () => void navigate("/second-looks");

  const release = useVerb((registry, _: undefined) => registry.releaseSecondLook(look.id), {
    done: t("released"),
    onDone: () => {
      entries.forget();
      back();
    },
  });
  const submit = useVerb(
    (registry, given: { look: Look; entries: ReturnType<typeof entries.sent> }) =>
      registry.submitSecondLook({
        id: look.id,
        version: look.version,
        ...given.look,
        entries: given.entries.entries,
      }),
    { announce: false, refresh: false },
  );
  const onSubmit = (given: Look, takeNext: boolean) => {
    const sent = entries.sent();
    setError(null);
    submit.mutate(
      { look: given, entries: sent },
      {
        onError: (refusal) => {
          setError(refusal);
          entries.refuse(refusal.body?.errors, sent.origin);
        },
        onSuccess: ({ status, differences }) => {
          entries.forget();
          const words =
            status === "agreed" ? t("look.agreed") : t("look.disagreed", { smart_count: differences.length });
          notify(words, { type: status === "agreed" ? "success" : "info" });
          if (takeNext) next.mutate(undefined, { onSuccess: ({ id }) => (id ? undefined : back()) });
          else back();
        },
      },
    );
  };
  useKey({ combo: "b", label: t("look.keys.back"), group: t("look.keys.group") }, back);

  const open = sections.flatMap((each) => entries.draft[each].filter(({ mark }) => mark?.proposed)).length;
  const courses = usualSections(document.type).includes("courses");
  const title = t("title", { type: word("documentType", document.type), name: document.participantName });
  const pageImage = (number: number) => {
    const facts = document.pages.find(({ pageNumber }) => pageNumber === number);
    return facts && { ...facts, src: documentUrls.page(document.id, number) };
  };
  return (
    <Box>
      <PageHead title={title}>
        {mine ? (
          <Button color="inherit" onClick={() => release.mutate(undefined)} loading={release.isPending}>
            {t("release")}
          </Button>
        ) : null}
        <Button color="inherit" onClick={back}>
          {t("backToList")}
        </Button>
      </PageHead>
      <Box
        sx={{
          display: "grid",
          gap: 1.5,
          alignItems: "start",
          gridTemplateColumns: {
            xs: "minmax(0, 1fr)",
            md: courses ? "minmax(0, 4fr) minmax(0, 11fr)" : "minmax(0, 9fr) minmax(0, 11fr)",
          },
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
            />
          ) : (
            <Card>
              <Empty>{t("noPages")}</Empty>
            </Card>
          )}
        </Box>
        <Stack sx={{ gap: 1.5, minWidth: 0 }}>
          <Alert severity="info">{t(mine ? "blind" : "notYours")}</Alert>
          <StatedFacts document={document} />
          {mine ? (
            <>
              <EntriesPanel
                document={document}
                entries={entries}
                proposals={proposals}
                reader={reader}
                editable={!submit.isPending}
                onShowPage={setPage}
                onFocusCell={places.focus}
                pageImage={pageImage}
              />
              {error ? <ErrorNote error={error} /> : null}
              <LookPanel
                type={document.type}
                busy={submit.isPending || next.isPending}
                errors={error?.body?.errors ?? {}}
                openRows={open}
                onSubmit={onSubmit}
              />
            </>
          ) : null}
        </Stack>
      </Box>
    </Box>
  );
}
