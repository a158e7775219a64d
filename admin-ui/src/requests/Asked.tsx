import { Alert, Box, Button, Stack, Typography } from "@mui/material";
import { required, TextInput } from "react-admin";
import { Link } from "react-router";
import type { RequestView } from "../providers/wire.ts";
import { Day } from "../shared/Moments.tsx";
import { type Fact, Facts, Panel } from "../shared/Panel.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useTerm } from "../shared/useVocabulary.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";

/** Where what is asked is decided, for the kinds that have a screen of their own. */
export function placeOfDecision(request: RequestView): string | null {
  if (request.nameChange) return `/name_changes/${request.nameChange.id}/show`;
  if (request.accessGrant) return `/access_grants/${request.accessGrant.id}/show`;
  if (request.candidate) return `/duplicates/${request.candidate.id}/show`;
  return null;
}

/** One click: the record takes the value, the person is told, the request is closed. */
function Correct({ request }: { request: RequestView }) {
  const t = useText("requests");
  const record = request.records.find(({ id }) => id === request.participantId);
  if (!record) return <Typography variant="body2">{t("linkFirst")}</Typography>;
  return (
    <VerbButton label={t("apply")} variant="contained">
      {(close) => (
        <VerbDialog<{ value: string }, unknown>
          title={t("applyTitle")}
          explain={t("applyExplain")}
          submit={t("apply")}
          defaults={{ value: request.details.newValue ?? "" }}
          verb={(registry, { value }) =>
            registry.applyCorrection(request.id, {
              version: request.version,
              participantVersion: record.version,
              value,
            })
          }
          done={t("applied")}
          seen={request}
          onClose={close}
        >
          <TextInput source="value" label={t("fields.value")} validate={required()} autoFocus />
        </VerbDialog>
      )}
    </VerbButton>
  );
}

/** A new name asked for without signing in becomes a name change of the linked record; nothing is asked twice. */
function AskName({ request }: { request: RequestView }) {
  const t = useText("requests");
  const { givenName, middleName, familyName, evidenceKind, effectiveOn } = request.details;
  const { participantId } = request;
  if (!participantId) return <Typography variant="body2">{t("linkFirst")}</Typography>;
  if (!givenName || !familyName) return null;
  const document = request.files.find(({ documentId }) => documentId !== null)?.documentId;
  return (
    <VerbButton label={t("decision.askName")} variant="contained">
      {(close) => (
        <VerbDialog
          title={t("decision.askName")}
          explain={t("decision.askNameExplain")}
          submit={t("decision.askName")}
          verb={(registry) =>
            registry.requestNameChange({
              participantId,
              newGivenName: givenName,
              newMiddleName: middleName,
              newFamilyName: familyName,
              evidenceKind,
              effectiveOn,
              evidenceDocumentId: document,
              requestId: request.id,
            })
          }
          done={t("decision.asked")}
          onClose={close}
        />
      )}
    </VerbButton>
  );
}

/** Access asked for without signing in becomes an access request of the linked record; the two are settled together. */
function AskAccess({ request }: { request: RequestView }) {
  const t = useText("requests");
  const { participantId } = request;
  const { programNumber, programName } = request.details;
  if (!participantId) return <Typography variant="body2">{t("linkFirst")}</Typography>;
  return (
    <VerbButton label={t("decision.askAccess")} variant="contained">
      {(close) => (
        <VerbDialog<{ programNumber: string }, unknown>
          title={t("decision.askAccess")}
          explain={t("decision.askAccessExplain", { program: programName ?? programNumber ?? "" })}
          submit={t("decision.askAccess")}
          defaults={{ programNumber: programNumber ?? "" }}
          verb={(registry, values) =>
            registry.requestAccess({
              participantId,
              programNumber: values.programNumber,
              requestId: request.id,
            })
          }
          done={t("decision.askedAccess")}
          onClose={close}
        >
          <TextInput source="programNumber" label={t("program")} validate={required()} autoFocus />
        </VerbDialog>
      )}
    </VerbButton>
  );
}

function Decision({ request }: { request: RequestView }) {
  const t = useText("requests");
  const can = useCan();
  const place = placeOfDecision(request);
  const open = request.status === "open" || request.status === "answered";
  if (place) {
    const label = request.nameChange
      ? t("decision.name_change")
      : request.accessGrant
        ? t("decision.access")
        : t("decision.compare");
    const pair = request.candidate?.status as "open" | "not_duplicate" | "merged" | undefined;
    return (
      <Stack sx={{ gap: 1, alignItems: "flex-start" }}>
        {pair && !request.nameChange && !request.accessGrant ? (
          <Alert severity={pair === "merged" ? "success" : pair === "open" ? "info" : "warning"}>
            {t(pair === "merged" && !open ? "pair.mergedTold" : `pair.${pair}`)}
          </Alert>
        ) : null}
        <Button component={Link} to={place} variant={open ? "contained" : "outlined"}>
          {label}
        </Button>
      </Stack>
    );
  }
  if (!open || !request.mayWork || !can("requests:work")) return null;
  if (request.type === "correction") return <Correct request={request} />;
  if (request.type === "name_change" && can("name_changes:request")) return <AskName request={request} />;
  if (request.type === "access" && can("access_grants:request")) return <AskAccess request={request} />;
  return null;
}

/** What is asked, in the words of its type, and the way to its decision. */
export function Asked({ request }: { request: RequestView }) {
  const t = useText("requests");
  const word = useEnum();
  const term = useTerm();
  const { details } = request;
  const isDay = details.field === "birthDate";
  const shown = (value: string | null | undefined) => (isDay && value ? <Day value={value} /> : value);
  const facts: (Fact | null)[] = [
    details.field ? { label: t("fields.subject"), value: word("correctionField", details.field) } : null,
    details.oldValue ? { label: t("old"), value: details.oldValue } : null,
    details.newValue ? { label: t("wanted"), value: <strong>{details.newValue}</strong> } : null,
    request.type === "correction" ? { label: t("now"), value: shown(request.valueNow) ?? "—" } : null,
    details.numbers?.length ? { label: t("numbers"), value: details.numbers.join(", ") } : null,
    details.familyName ? { label: t("wanted"), value: <strong>{request.subject}</strong> } : null,
    details.evidenceKind ? { label: t("evidence"), value: term("nameEvidence", details.evidenceKind) } : null,
    details.effectiveOn ? { label: t("effectiveOn"), value: <Day value={details.effectiveOn} /> } : null,
    details.programNumber
      ? {
          label: t("program"),
          value: [details.programNumber, details.programName].filter(Boolean).join(", "),
        }
      : null,
    request.program ? { label: t("program"), value: request.program.name } : null,
  ];
  const first =
    details.field || details.familyName
      ? null
      : { label: t("fields.subject"), value: request.subject, wide: true };
  return (
    <Panel title={t("asked")}>
      <Stack sx={{ gap: 1.5 }}>
        <Facts facts={[first, ...facts]} />
        <Box>
          <Decision request={request} />
        </Box>
      </Stack>
    </Panel>
  );
}
