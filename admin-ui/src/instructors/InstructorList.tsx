import { Button, Stack } from "@mui/material";
import { AutocompleteInput, DataTable, ReferenceInput, SelectInput, TextInput } from "react-admin";
import { instructorStatuses } from "#db/enums.ts";
import type { InstructorRow } from "../providers/wire.ts";
import { Moment } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";

const Column = DataTable.Col<InstructorRow>;

function Decide({ row }: { row: InstructorRow }) {
  const t = useText("instructors");
  const approve = useVerb(
    (registry, _: undefined) =>
      registry.decideInstructor(row.id, { version: row.version, status: "approved" }),
    { done: t("approved") },
  );
  if (row.status !== "requested") return null;
  return (
    <Stack direction="row" sx={{ gap: 0.5 }}>
      <Button onClick={() => approve.mutate(undefined)} loading={approve.isPending}>
        {t("approve")}
      </Button>
      <VerbButton label={t("deny")} variant="text" color="inherit">
        {(close) => (
          <VerbDialog
            title={t("denyTitle")}
            submit={t("deny")}
            verb={(registry, { reason }: { reason?: string }) =>
              registry.decideInstructor(row.id, {
                version: row.version,
                status: "denied",
                ...(reason ? { reason } : {}),
              })
            }
            done={t("denied")}
            seen={row}
            onClose={close}
          >
            <TextInput source="reason" label={t("fields.reason")} multiline autoFocus />
          </VerbDialog>
        )}
      </VerbButton>
    </Stack>
  );
}

/** Instructors of each sponsor; requests are approved by its managers. */
export function InstructorList() {
  const t = useText("instructors");
  const shared = useText("shared");
  const choices = useChoices();
  const can = useCan();
  const filters = [
    <SelectInput
      key="status"
      source="status"
      alwaysOn
      choices={choices("instructorStatus", instructorStatuses)}
    />,
    <ReferenceInput key="sponsorId" source="sponsorId" reference="sponsors">
      <AutocompleteInput optionText="name" filterToQuery={(q) => ({ q })} />
    </ReferenceInput>,
  ];
  return (
    <RegistryList filters={filters} sort={{ field: "participantName", order: "ASC" }}>
      <RegistryTable<InstructorRow>
        empty={t("empty")}
        rowClick={(_id, _resource, row) => `/participants/${(row as InstructorRow).participantId}/show`}
      >
        <Column source="participantName" render={(row) => <Clipped>{row.participantName}</Clipped>} />
        <Column source="registryNumber" disableSort sx={mediumUp} />
        <Column source="sponsorName" render={(row) => <Clipped>{row.sponsorName}</Clipped>} />
        <Column source="status" render={(row) => <StatusChip of="instructorStatus" value={row.status} />} />
        <Column
          source="published"
          disableSort
          sx={wideOnly}
          render={(row) => shared(row.published ? "yes" : "no")}
        />
        <Column source="createdAt" sx={wideOnly} render={(row) => <Moment value={row.createdAt} />} />
        {can("instructors:decide") ? (
          <Column label="" disableSort render={(row) => <Decide row={row} />} />
        ) : null}
      </RegistryTable>
    </RegistryList>
  );
}
