import { Button } from "@mui/material";
import { DataTable, SearchInput, SelectInput } from "react-admin";
import { accountStatuses, staffRoles } from "#db/enums.ts";
import type { StaffRow } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices, useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";

const Column = DataTable.Col<StaffRow>;

function Switch({ row }: { row: StaffRow }) {
  const t = useText("staff");
  const enable = useVerb((registry, _: undefined) => registry.enableStaff(row.id, row.version), {
    done: t("enabled"),
  });
  if (row.status === "disabled") {
    return (
      <Button onClick={() => enable.mutate(undefined)} loading={enable.isPending}>
        {t("enable")}
      </Button>
    );
  }
  return (
    <VerbButton label={t("disable")} variant="text" color="inherit">
      {(close) => (
        <VerbDialog
          title={t("disableTitle", { name: row.displayName })}
          explain={t("disableExplain")}
          submit={t("disable")}
          danger
          verb={(registry) => registry.disableStaff(row.id, row.version)}
          done={t("disabled")}
          seen={row}
          onClose={close}
        />
      )}
    </VerbButton>
  );
}

/** Who works in the registry's office. */
export function StaffList() {
  const t = useText("staff");
  const word = useEnum();
  const choices = useChoices();
  const can = useCan();
  const filters = [
    <SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />,
    <SelectInput key="staffRole" source="staffRole" alwaysOn choices={choices("role", staffRoles)} />,
    <SelectInput key="status" source="status" choices={choices("accountStatus", accountStatuses)} />,
  ];
  return (
    <RegistryList
      filters={filters}
      sort={{ field: "displayName", order: "ASC" }}
      hasCreate={can("staff:write")}
    >
      <RegistryTable<StaffRow> empty={t("empty")} rowClick={false}>
        <Column source="displayName" render={(row) => <Clipped>{row.displayName}</Clipped>} />
        <Column source="email" sx={mediumUp} render={(row) => <Clipped width={260}>{row.email}</Clipped>} />
        <Column source="staffRole" disableSort render={(row) => word("role", row.staffRole)} />
        <Column
          source="status"
          disableSort
          render={(row) => <StatusChip of="accountStatus" value={row.status} />}
        />
        <Column
          source="lastSignInAt"
          sx={wideOnly}
          render={(row) => formatMoment(row.lastSignInAt) || t("never")}
        />
        {can("staff:write") ? <Column label="" disableSort render={(row) => <Switch row={row} />} /> : null}
      </RegistryTable>
    </RegistryList>
  );
}
