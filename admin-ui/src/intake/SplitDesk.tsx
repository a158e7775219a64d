import { Alert, Box, Button, Card, Stack, Typography } from "@mui/material";
import { useState } from "react";
import { intakeUrls } from "../providers/verbs/intake.ts";
import type { FileScan, IntakeScanView } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { forgetSplit } from "./keptSplit.ts";
import { PageStrip } from "./PageStrip.tsx";
import { PartCard } from "./PartCard.tsx";
import { beginsPart, partOf, type Split, setPart, toggleBreak, toggleDrop } from "./split.ts";
import { useSplit } from "./useSplit.ts";

/** Where in a part's card its fields are. */
const fields = { participantId: "input", type: '[role="combobox"]:not(input)' };

/** What is still to be said, by the field it belongs to. */
function missing(split: Split, words: { person: string; type: string }): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [index, { participantId, type }] of split.parts.entries()) {
    if (participantId === null) errors[`parts.${index}.participantId`] = words.person;
    if (type === null) errors[`parts.${index}.type`] = words.type;
  }
  return errors;
}

/** A scan is divided into documents: pages on top, the current one large, and for each document whose and what it is. */
export function SplitDesk({ scan }: { scan: IntakeScanView }) {
  const t = useText("intake-scans");
  const { split, change, restored, startOver } = useSplit(scan);
  const [page, setPage] = useState(
    () => split.parts.find(({ participantId }) => participantId === null)?.pages[0] ?? 1,
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  const filing = useVerb((registry, input: FileScan) => registry.fileScan(input), {
    announce: false,
    done: ({ documentIds }) => t("split.done", { smart_count: documentIds.length }),
    onDone: () => forgetSplit(scan.id, scan.version),
  });
  const count = scan.pages.length;
  const index = partOf(split, page);
  const begins = beginsPart(split, page);

  const go = (to: number) => {
    if (to >= 1 && to <= count) setPage(to);
  };
  const focusOn = (field: keyof typeof fields, part = index) => {
    const card = document.getElementById(`part-${part + 1}`);
    card?.scrollIntoView({ block: "nearest" });
    card?.querySelector<HTMLElement>(fields[field])?.focus();
  };
  const divide = () => change((before) => toggleBreak(before, page));
  const drop = () => change((before) => toggleDrop(before, page));
  const file = () => {
    const open = missing(split, { person: t("split.choosePerson"), type: t("split.chooseType") });
    setErrors(open);
    const [, first, field] = Object.keys(open)[0]?.split(".") ?? [];
    if (field) return focusOn(field as keyof typeof fields, Number(first));
    if (split.parts.length === 0) return;
    const parts = split.parts.map(({ pages, participantId, type, lane }) => ({
      pages,
      participantId: participantId ?? 0,
      type: type as FileScan["parts"][number]["type"],
      lane: lane as FileScan["parts"][number]["lane"],
    }));
    filing.mutate(
      { id: scan.id, version: scan.version, parts },
      { onError: (error) => setErrors(error.body?.errors ?? {}) },
    );
  };

  useKey({ combo: "ArrowRight", label: t("split.keys.next") }, () => go(page + 1));
  useKey({ combo: "ArrowLeft", label: t("split.keys.previous") }, () => go(page - 1));
  useKey({ combo: "s", label: t("split.keys.divide") }, divide);
  useKey({ combo: "x", label: t("split.keys.drop") }, drop);
  useKey({ combo: "p", label: t("split.keys.person") }, () => focusOn("participantId"));
  useKey({ combo: "t", label: t("split.keys.type") }, () => focusOn("type"));
  useKey({ combo: "ctrl+Enter", label: t("split.keys.file"), inFields: true }, file);

  return (
    <Stack sx={{ gap: 1.5 }}>
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {t("split.lead")}
      </Typography>
      {restored ? (
        <Alert
          severity="info"
          action={
            <Button color="inherit" onClick={startOver}>
              {t("split.startOver")}
            </Button>
          }
        >
          {t("split.restored")}
        </Alert>
      ) : null}
      <PageStrip scan={scan} split={split} current={page} onPage={setPage} />
      <Box
        sx={{
          display: "grid",
          gap: 1.5,
          alignItems: "start",
          gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 3fr) minmax(340px, 2fr)" },
        }}
      >
        <Card sx={{ minWidth: 0 }}>
          <Stack
            direction="row"
            sx={{ gap: 1, p: 1, flexWrap: "wrap", borderBottom: 1, borderColor: "divider" }}
          >
            <Button
              variant="outlined"
              disabled={index < 0 || (begins && index === 0)}
              onClick={divide}
              title={t("split.keys.divide")}
            >
              {begins && index > 0 ? t("split.join") : t("split.divide")}
            </Button>
            <Button variant="outlined" color="inherit" onClick={drop} title={t("split.keys.drop")}>
              {index < 0 ? t("split.restore") : t("split.drop")}
            </Button>
          </Stack>
          <Box
            component="img"
            src={intakeUrls.page(scan.id, page)}
            alt={t("split.image", { page })}
            sx={{ display: "block", width: "100%", bgcolor: "#fff", opacity: index < 0 ? 0.5 : 1 }}
          />
        </Card>
        <Stack sx={{ gap: 1, position: { md: "sticky" }, top: { md: 8 } }}>
          {filing.error && Object.keys(errors).length === 0 ? <ErrorNote error={filing.error} /> : null}
          {split.parts.length === 0 ? <Alert severity="warning">{t("split.nothing")}</Alert> : null}
          <Stack sx={{ gap: 1, maxHeight: { md: "72vh" }, overflowY: { md: "auto" } }}>
            {split.parts.map((part, each) => (
              <PartCard
                key={part.pages[0]}
                part={part}
                index={each}
                active={each === index}
                errors={errors}
                onChange={(how) => change((before) => setPart(before, each, how))}
                onOpen={() => setPage(part.pages[0]!)}
              />
            ))}
          </Stack>
          <Button
            variant="contained"
            size="large"
            disabled={split.parts.length === 0}
            loading={filing.isPending}
            onClick={file}
            title={t("split.keys.file")}
          >
            {t("split.file", { smart_count: split.parts.length })}
          </Button>
        </Stack>
      </Box>
    </Stack>
  );
}
