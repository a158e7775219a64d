import { DataTable, TextInput } from "react-admin";
import type { ReportVersionRow } from "../providers/wire.ts";
import { Day } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useText } from "../shared/useText.ts";

const Column = DataTable.Col<ReportVersionRow>;

/** Every Education & Training Report that was printed; the code on a paper finds its own. */
export function ReportVersionList() {
  const t = useText("report-versions");
  return (
    <RegistryList
      filters={[<TextInput key="code" source="code" alwaysOn helperText={t("codeHint")} resettable />]}
      sort={{ field: "createdAt", order: "DESC" }}
    >
      <RegistryTable<ReportVersionRow> empty={t("empty")}>
        <Column
          source="printedName"
          disableSort
          render={(row) => <Clipped width={260}>{row.printedName}</Clipped>}
        />
        <Column source="registryNumber" disableSort sx={mediumUp} />
        <Column source="number" align="right" sx={wideOnly} />
        <Column
          source="state"
          disableSort
          render={(row) => <StatusChip of="reportVersionState" value={row.state} />}
        />
        <Column source="issuedOn" render={(row) => <Day value={row.issuedOn} />} />
        <Column source="lineCount" disableSort align="right" sx={wideOnly} />
        <Column source="code" disableSort sx={mediumUp} />
      </RegistryTable>
    </RegistryList>
  );
}
