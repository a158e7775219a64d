import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from "@mui/material";
import { useState } from "react";
import { required, SelectInput, TextInput, useNotify } from "react-admin";
import { Link, useNavigate } from "react-router";
import type { DocumentRow, ParticipantView, RequestNameChange } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { useCan } from "../shared/useCan.ts";
import { useRead } from "../shared/useRead.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { fullName } from "./names.ts";

type Props = { person: ParticipantView };

function NameChangeDialog({ person, close }: Props & { close: () => void }) {
  const t = useText("name_changes");
  const word = useEnum();
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

function RevealSsn({ person }: Props) {
  const t = useText("participants");
  const shared = useText("shared");
  const [ssn, setSsn] = useState<string | null>(null);
  return (
    <>
      <VerbButton label={t("actions.revealSsn")} color="inherit">
        {(close) => (
          <VerbDialog
            title={t("reveal.title")}
            explain={t("reveal.explain")}
            submit={t("actions.revealSsn")}
            verb={(registry, values: { reason: string }) => registry.revealSsn(person.id, values)}
            onDone={(answer) => setSsn(answer.ssn)}
            onClose={close}
          >
            <TextInput source="reason" label={t("reveal.reason")} validate={required()} autoFocus multiline />
          </VerbDialog>
        )}
      </VerbButton>
      <Dialog open={ssn !== null} onClose={() => setSsn(null)} aria-labelledby="ssn-title">
        <DialogTitle id="ssn-title">{t("reveal.ssn")}</DialogTitle>
        <DialogContent>
          <Typography variant="h1" component="p" sx={{ letterSpacing: 1 }}>
            {ssn}
          </Typography>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setSsn(null)} autoFocus>
            {shared("close")}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function MergeWith({ person }: Props) {
  const t = useText("participants");
  const navigate = useNavigate();
  return (
    <VerbButton label={t("actions.merge")} color="inherit">
      {(close) => (
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
      )}
    </VerbButton>
  );
}

/** What can be done for this person, as far as the role may. */
export function ParticipantActions({ person }: Props) {
  const t = useText("participants");
  const access = useText("access_grants");
  const can = useCan();
  const notify = useNotify();
  const navigate = useNavigate();
  const report = useVerb(
    (registry, participantId: number) =>
      registry.runReport({ reportKey: "education_and_training", params: { participantId } }),
    {
      onDone: ({ id }) => {
        notify(t("actions.reportStarted"), { type: "info" });
        navigate(`/report_runs/${id}/show`);
      },
    },
  );
  const register = useVerb((registry, id: number) => registry.registerParticipant(id), {
    done: t("actions.registered"),
  });
  if (person.status === "merged") return null;
  return (
    <>
      {can("reports:education_and_training") && can("report_runs:create") ? (
        <Button variant="outlined" onClick={() => report.mutate(person.id)} loading={report.isPending}>
          {t("actions.report")}
        </Button>
      ) : null}
      {person.status === "pending" && can("participants:register") ? (
        <Button variant="outlined" onClick={() => register.mutate(person.id)} loading={register.isPending}>
          {t("actions.register")}
        </Button>
      ) : null}
      {can("participants:update") ? (
        <Button variant="outlined" component={Link} to={`/participants/${person.id}`}>
          {t("actions.edit")}
        </Button>
      ) : null}
      {can("documents:upload") ? (
        <Button
          color="inherit"
          variant="outlined"
          component={Link}
          to={`/documents/create?participantId=${person.id}`}
        >
          {t("actions.upload")}
        </Button>
      ) : null}
      {can("name_changes:request") ? (
        <VerbButton label={t("actions.requestNameChange")} color="inherit">
          {(close) => <NameChangeDialog person={person} close={close} />}
        </VerbButton>
      ) : null}
      {can("access_grants:request") ? (
        <VerbButton label={t("actions.requestAccess")} color="inherit">
          {(close) => (
            <VerbDialog
              title={access("request.title", { name: fullName(person) })}
              submit={access("request.submit")}
              verb={(registry, values: { programNumber: string; note?: string }) =>
                registry.requestAccess({
                  participantId: person.id,
                  programNumber: values.programNumber,
                  note: values.note || null,
                })
              }
              done={access("request.done")}
              onClose={close}
            >
              <TextInput
                source="programNumber"
                label={access("fields.programNumber")}
                validate={required()}
                autoFocus
              />
              <TextInput source="note" label={access("fields.note")} multiline />
            </VerbDialog>
          )}
        </VerbButton>
      ) : null}
      {can("employments:report") ? (
        <Button
          color="inherit"
          variant="outlined"
          component={Link}
          to={`/employments/create?participantId=${person.id}`}
        >
          {t("actions.addEmployment")}
        </Button>
      ) : null}
      {can("merges:create") ? <MergeWith person={person} /> : null}
      {can("participants:reveal_ssn") && person.hasSsn ? <RevealSsn person={person} /> : null}
      {can("participants:update") && person.hasSsn === false ? (
        <VerbButton label={t("actions.setSsn")} color="inherit">
          {(close) => (
            <VerbDialog
              title={t("setSsn.title")}
              submit={t("actions.setSsn")}
              verb={(registry, values: { ssn: string }) => registry.setSsn(person.id, values)}
              done={t("setSsn.saved")}
              onClose={close}
            >
              <TextInput
                source="ssn"
                label={t("setSsn.ssn")}
                validate={required()}
                autoComplete="off"
                autoFocus
              />
            </VerbDialog>
          )}
        </VerbButton>
      ) : null}
    </>
  );
}
