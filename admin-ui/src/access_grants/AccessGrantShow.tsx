import { Alert, Typography } from "@mui/material";
import { AutocompleteInput, DateInput, ReferenceInput, required, SelectInput, TextInput } from "react-admin";
import { accessGrantLevels } from "#db/enums.ts";
import type { AccessGrantView, GrantAccess } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { Day, Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage, TwoColumns } from "../shared/RecordPage.tsx";
import { PlainTable } from "../shared/RelatedTable.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices, useEnum, useText } from "../shared/useText.ts";
import { useTerm } from "../shared/useVocabulary.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";

type Reason = { reason: string };

function GrantDialog({ grant, close }: { grant: AccessGrantView; close: () => void }) {
  const t = useText("access_grants");
  const choices = useChoices();
  return (
    <VerbDialog<Pick<GrantAccess, "programId" | "expiresOn" | "level">, unknown>
      title={t("grant.title")}
      explain={t("grant.explain")}
      submit={t("grant.button")}
      defaults={{ programId: grant.programId ?? undefined, level: grant.level }}
      verb={(registry, values) =>
        registry.grantAccess({
          id: grant.id,
          version: grant.version,
          programId: values.programId ?? null,
          level: values.level,
          expiresOn: values.expiresOn || null,
        })
      }
      done={t("grant.done")}
      seen={grant}
      onClose={close}
    >
      <ReferenceInput source="programId" reference="programs">
        <AutocompleteInput
          label={t("fields.programId")}
          optionText="name"
          validate={required()}
          filterToQuery={(q) => ({ q })}
        />
      </ReferenceInput>
      <SelectInput
        source="level"
        label={t("fields.level")}
        choices={choices("accessGrantLevel", accessGrantLevels)}
        validate={required()}
      />
      <DateInput source="expiresOn" label={t("fields.expiresOn")} />
    </VerbDialog>
  );
}

function Actions({ grant }: { grant: AccessGrantView }) {
  const t = useText("access_grants");
  const can = useCan();
  const reasoned = (kind: "refuse" | "revoke", close: () => void) => (
    <VerbDialog
      title={t(`${kind}.title`)}
      explain={t(`${kind}.explain`)}
      submit={t(`${kind}.button`)}
      verb={(registry, { reason }: Reason) =>
        kind === "refuse"
          ? registry.refuseAccess(grant.id, { version: grant.version, reason })
          : registry.revokeAccess(grant.id, { version: grant.version, reason })
      }
      done={t(`${kind}.done`)}
      seen={grant}
      onClose={close}
    >
      <TextInput source="reason" label={t("fields.reason")} validate={required()} multiline autoFocus />
    </VerbDialog>
  );
  return (
    <>
      {grant.status === "requested" && can("access_grants:decide") ? (
        <>
          <VerbButton label={t("grant.button")} variant="contained">
            {(close) => <GrantDialog grant={grant} close={close} />}
          </VerbButton>
          <VerbButton label={t("refuse.button")}>{(close) => reasoned("refuse", close)}</VerbButton>
        </>
      ) : null}
      {grant.status === "granted" && can("access_grants:revoke") ? (
        <VerbButton label={t("revoke.button")}>{(close) => reasoned("revoke", close)}</VerbButton>
      ) : null}
    </>
  );
}

/** One request or grant, with what one weighs before deciding. */
export function AccessGrantShow() {
  const t = useText("access_grants");
  const word = useEnum();
  const term = useTerm();
  return (
    <RecordPage<AccessGrantView>
      whole={(grant) => grant.others !== undefined}
      title={(grant) =>
        t("title", { name: grant.participantName, program: grant.programName ?? grant.programNumber })
      }
      chips={(grant) => <StatusChip of="accessGrantStatus" value={grant.status} />}
      actions={(grant) => <Actions grant={grant} />}
    >
      {(grant) => (
        <TwoColumns>
          <Panel>
            <Facts
              facts={[
                {
                  label: t("fields.participantName"),
                  value: (
                    <PersonLink
                      id={grant.participantId}
                      name={grant.participantName}
                      number={grant.registryNumber}
                    />
                  ),
                },
                {
                  label: t("fields.programName"),
                  value: grant.program ? (
                    <To to={`/programs/${grant.program.id}/show`}>{grant.program.name}</To>
                  ) : (
                    "—"
                  ),
                },
                { label: t("fields.programNumber"), value: grant.programNumber },
                { label: t("fields.level"), value: word("accessGrantLevel", grant.level) },
                { label: t("fields.createdAt"), value: <Moment value={grant.createdAt} /> },
                { label: t("fields.expiresOn"), value: <Day value={grant.expiresOn} /> },
                { label: t("fields.note"), value: grant.note, wide: true },
                { label: t("fields.decidedByName"), value: grant.decidedByName },
                { label: t("fields.reason"), value: grant.reason, wide: true },
              ]}
            />
          </Panel>
          <Panel title={t("weigh")}>
            {grant.program ? null : (
              <Alert severity="warning">{t("noProgram", { number: grant.programNumber })}</Alert>
            )}
            <Typography variant="body2" sx={{ mb: 1.5 }}>
              {grant.employment
                ? t("works", {
                    position: term("positions", grant.employment.position),
                    since: formatDay(grant.employment.startedOn),
                    status: word("employmentStatus", grant.employment.status),
                  })
                : t("worksNot")}
            </Typography>
            <Typography variant="h3">{t("others")}</Typography>
            <PlainTable
              rows={grant.others}
              keyOf={(row) => row.id}
              empty={t("noOthers")}
              columns={[
                { label: t("fields.participantName"), render: (row) => row.name },
                { label: t("fields.level"), render: (row) => word("accessGrantLevel", row.level) },
                { label: t("fields.expiresOn"), render: (row) => <Day value={row.expiresOn} /> },
              ]}
            />
          </Panel>
        </TwoColumns>
      )}
    </RecordPage>
  );
}
