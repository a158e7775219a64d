import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from "@mui/material";
import { useRef, useState } from "react";
import { DateInput, required, SelectInput, TextInput } from "react-admin";
import { useNavigate } from "react-router";
import type { DocumentRow, ParticipantView, RequestNameChange } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { useRead } from "../shared/useRead.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { choicesOf, useVocabulary } from "../shared/useVocabulary.ts";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { fullName } from "./names.ts";

export type DialogProps = { person: ParticipantView; close: () => void };

export function NameChangeDialog({ person, close }: DialogProps) {
  const t = useText("name_changes");
  const word = useEnum();
  const vocabulary = useVocabulary();
  const documents = useRead(["documents", "evidence", person.id], (registry) =>
    registry.getList<DocumentRow>("documents", {
      filter: { participantId: person.id },
      sort: { field: "receivedAt", order: "DESC" },
      pagination: { page: 1, perPage: 50 },
    }),
  ).data?.data;
  return (
    <VerbDialog<Omit<RequestNameChange, "participantId">, unknown>
      title={t("request.title", { name: fullName(person) })}
      explain={t("request.explain")}
      submit={t("request.submit")}
      defaults={{
        newGivenName: person.givenName,
        newMiddleName: person.middleName ?? "",
        newFamilyName: person.familyName,
      }}
      verb={(registry, values) =>
        registry.requestNameChange({
          participantId: person.id,
          newGivenName: values.newGivenName,
          newMiddleName: values.newMiddleName || null,
          newFamilyName: values.newFamilyName,
          requestReason: values.requestReason || null,
          evidenceKind: values.evidenceKind || null,
          effectiveOn: values.effectiveOn || null,
          evidenceDocumentId: values.evidenceDocumentId || null,
        })
      }
      done={t("request.done")}
      onClose={close}
    >
      <TextInput source="newGivenName" label={t("fields.newGivenName")} validate={required()} />
      <TextInput source="newMiddleName" label={t("fields.newMiddleName")} />
      <TextInput source="newFamilyName" label={t("fields.newFamilyName")} validate={required()} autoFocus />
      <SelectInput
        source="evidenceKind"
        label={t("fields.evidenceKind")}
        choices={choicesOf(vocabulary?.nameEvidence)}
      />
      <DateInput source="effectiveOn" label={t("fields.effectiveOn")} />
      <SelectInput
        source="evidenceDocumentId"
        label={t("fields.evidenceDocumentId")}
        emptyText={t("request.none")}
        choices={(documents ?? []).map((each) => ({
          id: each.id,
          name: `${word("documentType", each.type)}, ${formatDay(each.receivedAt)}`,
        }))}
      />
      <TextInput source="requestReason" label={t("fields.requestReason")} multiline />
    </VerbDialog>
  );
}

export function AccessDialog({ person, close }: DialogProps) {
  const t = useText("access_grants");
  return (
    <VerbDialog
      title={t("request.title", { name: fullName(person) })}
      submit={t("request.submit")}
      verb={(registry, values: { programNumber: string; note?: string }) =>
        registry.requestAccess({
          participantId: person.id,
          programNumber: values.programNumber,
          note: values.note || null,
        })
      }
      done={t("request.done")}
      onClose={close}
    >
      <TextInput source="programNumber" label={t("fields.programNumber")} validate={required()} autoFocus />
      <TextInput source="note" label={t("fields.note")} multiline />
    </VerbDialog>
  );
}

export function MergeDialog({ person, close }: DialogProps) {
  const t = useText("participants");
  const navigate = useNavigate();
  return (
    <VerbDialog
      title={t("merge.title")}
      submit={t("merge.go")}
      verb={(registry, values: { number: string }) => registry.lookupParticipant(values.number.trim())}
      onDone={(_answer, values) =>
        navigate(`/duplicates/create?left=${person.registryNumber}&right=${values.number.trim()}`)
      }
      onClose={close}
    >
      <TextInput source="number" label={t("merge.number")} validate={required()} autoFocus />
    </VerbDialog>
  );
}

export function SetSsnDialog({ person, close }: DialogProps) {
  const t = useText("participants");
  return (
    <VerbDialog
      title={t("setSsn.title")}
      submit={t("actions.setSsn")}
      verb={(registry, values: { ssn: string }) => registry.setSsn(person.id, values)}
      done={t("setSsn.saved")}
      onClose={close}
    >
      <TextInput source="ssn" label={t("setSsn.ssn")} validate={required()} autoComplete="off" autoFocus />
    </VerbDialog>
  );
}

/** Asks for the reason, then shows the number until it is closed. */
export function RevealSsnDialog({ person, close }: DialogProps) {
  const t = useText("participants");
  const shared = useText("shared");
  const [ssn, setSsn] = useState<string | null>(null);
  const answered = useRef(false);
  if (ssn === null)
    return (
      <VerbDialog
        title={t("reveal.title")}
        explain={t("reveal.explain")}
        submit={t("actions.revealSsn")}
        verb={(registry, values: { reason: string }) => registry.revealSsn(person.id, values)}
        onDone={(answer) => {
          answered.current = true;
          setSsn(answer.ssn);
        }}
        onClose={() => answered.current || close()}
      >
        <TextInput source="reason" label={t("reveal.reason")} validate={required()} autoFocus multiline />
      </VerbDialog>
    );
  return (
    <Dialog open onClose={close} aria-labelledby="ssn-title">
      <DialogTitle id="ssn-title">{t("reveal.ssn")}</DialogTitle>
      <DialogContent>
        <Typography variant="h1" component="p" sx={{ letterSpacing: 1 }}>
          {ssn}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={close} autoFocus>
          {shared("close")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
