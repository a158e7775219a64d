import { Button } from "@mui/material";
import { DateInput, required, TextInput } from "react-admin";
import { Link } from "react-router";
import { MergedNote } from "../directory_merges/MergedNote.tsx";
import type { DelegateAccess, ProgramView } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { Day } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { PlainTable } from "../shared/RelatedTable.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useTerm } from "../shared/useVocabulary.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";

function Delegate({ program }: { program: ProgramView }) {
  const t = useText("access_grants");
  return (
    <VerbButton label={t("delegate.button")}>
      {(close) => (
        <VerbDialog
          title={t("delegate.title")}
          explain={t("delegate.explain")}
          submit={t("delegate.button")}
          verb={(registry, values: Omit<DelegateAccess, "programId">) =>
            registry.delegateAccess({
              programId: program.id,
              registryNumber: values.registryNumber,
              expiresOn: values.expiresOn || null,
            })
          }
          done={t("delegate.done")}
          onClose={close}
        >
          <TextInput source="registryNumber" label={t("delegate.number")} validate={required()} autoFocus />
          <DateInput source="expiresOn" label={t("fields.expiresOn")} />
        </VerbDialog>
      )}
    </VerbButton>
  );
}

/** One site: its staff and who has access to it. */
export function ProgramShow() {
  const t = useText("programs");
  const employments = useText("employments");
  const grants = useText("access_grants");
  const word = useEnum();
  const term = useTerm();
  const can = useCan();
  return (
    <RecordPage<ProgramView>
      whole={(program) => program.staff !== undefined}
      title={(program) => program.name}
      chips={(program) =>
        program.mergedInto ? (
          <StatusChip of="mergeStatus" value="merged" />
        ) : (
          <StatusChip of="programStatus" value={program.status} />
        )
      }
      actions={(program) => (
        <>
          {can("access_grants:delegate") ? <Delegate program={program} /> : null}
          {can("programs:write") ? (
            <Button variant="outlined" component={Link} to={`/programs/${program.id}`}>
              {t("edit")}
            </Button>
          ) : null}
        </>
      )}
    >
      {(program) => (
        <>
          <MergedNote kind="programs" record={program} />
          <Panel>
            <Facts
              columns={3}
              facts={[
                { label: t("fields.programNumber"), value: program.programNumber },
                { label: t("fields.setting"), value: word("setting", program.setting) },
                { label: t("fields.licensee"), value: program.licensee },
                { label: t("fields.licenseNumber"), value: program.licenseNumber },
                {
                  label: t("fields.addressLine"),
                  value: [program.addressLine, program.city, program.zip].filter(Boolean).join(", "),
                },
                { label: t("fields.county"), value: term("counties", program.county) },
                { label: t("fields.phone"), value: program.phone },
              ]}
            />
          </Panel>
          {can("employments:read") ? (
            <Panel title={t("staff")}>
              <PlainTable
                rows={program.staff}
                keyOf={(row) => row.id}
                empty={t("noStaff")}
                columns={[
                  {
                    label: employments("fields.participantName"),
                    render: (row) => (
                      <PersonLink
                        id={row.participantId}
                        name={row.participantName}
                        number={row.registryNumber}
                      />
                    ),
                  },
                  {
                    label: employments("fields.position"),
                    render: (row) => (
                      <To to={`/employments/${row.id}/show`}>{term("positions", row.position)}</To>
                    ),
                  },
                  {
                    label: employments("fields.startedOn"),
                    render: (row) =>
                      `${formatDay(row.startedOn)} – ${formatDay(row.endedOn) || employments("present")}`,
                    narrow: false,
                  },
                  {
                    label: employments("fields.status"),
                    render: (row) => <StatusChip of="employmentStatus" value={row.status} />,
                  },
                ]}
              />
            </Panel>
          ) : null}
          {can("access_grants:read") ? (
            <Panel title={t("grants")}>
              <PlainTable
                rows={program.grants}
                keyOf={(row) => row.id}
                empty={t("noGrants")}
                columns={[
                  {
                    label: grants("fields.participantName"),
                    render: (row) => (
                      <PersonLink
                        id={row.participantId}
                        name={row.participantName}
                        number={row.registryNumber}
                      />
                    ),
                  },
                  {
                    label: grants("fields.level"),
                    render: (row) => (
                      <To to={`/access_grants/${row.id}/show`}>{word("accessGrantLevel", row.level)}</To>
                    ),
                  },
                  {
                    label: grants("fields.status"),
                    render: (row) => <StatusChip of="accessGrantStatus" value={row.status} />,
                  },
                  { label: grants("fields.expiresOn"), render: (row) => <Day value={row.expiresOn} /> },
                ]}
              />
            </Panel>
          ) : null}
        </>
      )}
    </RecordPage>
  );
}
