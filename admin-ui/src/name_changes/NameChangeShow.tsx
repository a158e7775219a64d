import { Box, Typography } from "@mui/material";
import { DateInput, required, SelectInput, TextInput } from "react-admin";
import { fullName } from "../participants/names.ts";
import { documentUrls } from "../providers/verbs/documents.ts";
import type { ApproveNameChange, NameChangeView } from "../providers/wire.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { Day, Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage, TwoColumns } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { choicesOf, useTerm, useVocabulary } from "../shared/useVocabulary.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";

type Reason = { reason: string };
type Approval = Reason & Pick<ApproveNameChange, "evidenceKind"> & { effectiveOn: string };
const newName = (row: NameChangeView) =>
  fullName({ givenName: row.newGivenName, middleName: row.newMiddleName, familyName: row.newFamilyName });
const oldName = (row: NameChangeView) =>
  fullName({ givenName: row.oldGivenName, middleName: row.oldMiddleName, familyName: row.oldFamilyName });

function Actions({ change }: { change: NameChangeView }) {
  const t = useText("name_changes");
  const can = useCan();
  const vocabulary = useVocabulary();
  if (change.status !== "requested" || !can("name_changes:decide")) return null;
  return (
    <>
      <VerbButton label={t("approve.button")} variant="contained">
        {(close) => (
          <VerbDialog
            title={t("approve.title", { name: newName(change) })}
            explain={t("approve.explain")}
            submit={t("approve.button")}
            defaults={{
              evidenceKind: change.evidenceKind ?? undefined,
              effectiveOn: change.effectiveOn ?? "",
            }}
            verb={(registry, { reason, evidenceKind, effectiveOn }: Approval) =>
              registry.approveNameChange(change.id, {
                version: change.version,
                evidenceKind,
                ...(effectiveOn ? { effectiveOn } : {}),
                ...(reason ? { reason } : {}),
              })
            }
            done={t("approve.done")}
            seen={change}
            onClose={close}
          >
            <SelectInput
              source="evidenceKind"
              label={t("fields.evidenceKind")}
              choices={choicesOf(vocabulary?.nameEvidence)}
              validate={required()}
            />
            <DateInput source="effectiveOn" label={t("fields.effectiveOn")} />
            <TextInput source="reason" label={t("fields.note")} multiline />
          </VerbDialog>
        )}
      </VerbButton>
      <VerbButton label={t("refuse.button")}>
        {(close) => (
          <VerbDialog
            title={t("refuse.title")}
            explain={t("refuse.explain")}
            submit={t("refuse.button")}
            verb={(registry, values: Reason) =>
              registry.refuseNameChange(change.id, { ...values, version: change.version })
            }
            done={t("refuse.done")}
            seen={change}
            onClose={close}
          >
            <TextInput source="reason" label={t("fields.reason")} validate={required()} multiline autoFocus />
          </VerbDialog>
        )}
      </VerbButton>
    </>
  );
}

function Evidence({ change }: { change: NameChangeView }) {
  const t = useText("name_changes");
  const documents = useText("documents");
  const { evidence } = change;
  if (!evidence) return <Typography variant="body2">{t("noEvidence")}</Typography>;
  return (
    <>
      <Typography variant="body2" sx={{ mb: 1 }}>
        <To to={`/documents/${evidence.id}/show`}>{t("openEvidence")}</To>{" "}
        <StatusChip of="documentStatus" value={evidence.status} />
      </Typography>
      {evidence.pageCount > 0 ? (
        <Box
          component="img"
          src={documentUrls.page(evidence.id, 1)}
          alt={documents("viewer.image", { page: 1 })}
          sx={{ maxWidth: "100%", border: 1, borderColor: "divider", borderRadius: 1 }}
        />
      ) : null}
    </>
  );
}

/** One request: from, to, and the evidence beside it. */
export function NameChangeShow() {
  const t = useText("name_changes");
  const term = useTerm();
  return (
    <RecordPage<NameChangeView>
      whole={(change) => change.evidence !== undefined}
      title={(change) => t("title", { name: change.participantName })}
      chips={(change) => <StatusChip of="nameChangeStatus" value={change.status} />}
      actions={(change) => <Actions change={change} />}
    >
      {(change) => (
        <TwoColumns>
          <Panel>
            <Facts
              facts={[
                { label: t("fields.old"), value: oldName(change) },
                { label: t("fields.new"), value: <strong>{newName(change)}</strong> },
                {
                  label: t("fields.participantName"),
                  value: (
                    <PersonLink
                      id={change.participantId}
                      name={change.participantName}
                      number={change.registryNumber}
                    />
                  ),
                },
                { label: t("fields.createdAt"), value: <Moment value={change.createdAt} /> },
                change.evidenceKind
                  ? { label: t("fields.evidenceKind"), value: term("nameEvidence", change.evidenceKind) }
                  : null,
                change.effectiveOn
                  ? { label: t("fields.effectiveOn"), value: <Day value={change.effectiveOn} /> }
                  : null,
                change.request
                  ? {
                      label: t("fields.request"),
                      value: <To to={`/requests/${change.request.id}/show`}>{change.request.number}</To>,
                    }
                  : null,
                { label: t("fields.requestReason"), value: change.requestReason, wide: true },
                { label: t("fields.decidedByName"), value: change.decidedByName },
                change.decidedAt
                  ? { label: t("fields.decidedAt"), value: <Moment value={change.decidedAt} /> }
                  : null,
                { label: t("fields.decisionReason"), value: change.decisionReason, wide: true },
              ]}
            />
          </Panel>
          <Panel title={t("fields.evidenceDocumentId")}>
            <Evidence change={change} />
          </Panel>
        </TwoColumns>
      )}
    </RecordPage>
  );
}
