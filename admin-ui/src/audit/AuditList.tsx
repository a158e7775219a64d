import { DataTable, DateInput, SelectInput, TextInput } from "react-admin";
import { resources } from "../providers/catalogue.ts";
import type { AuditRow } from "../providers/wire.ts";
import { humanKey } from "../shared/diff.ts";
import { Moment } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { SubjectLink } from "../shared/SubjectLink.tsx";
import { useSubjectWord } from "../shared/useSubjectWord.ts";
import { useEnum, useText } from "../shared/useText.ts";

const Column = DataTable.Col<AuditRow>;

/** Kinds of record that deeds are done to: the resources that are written, and sign-ins. */
const subjectTypes = [
  ...Object.keys(resources).filter((name) => name !== "audit" && name !== "staff"),
  "accounts",
];

/** Who did what, newest first. */
export function AuditList() {
  const t = useText("audit");
  const word = useEnum();
  const kind = useSubjectWord();
  const subjects = subjectTypes
    .map((id) => ({ id, name: kind(id) }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const filters = [
    <TextInput key="action" source="action" alwaysOn />,
    <TextInput key="registryNumber" source="registryNumber" alwaysOn />,
    <SelectInput key="subjectType" source="subjectType" choices={subjects} />,
    <TextInput key="subjectId" source="subjectId" />,
    <DateInput key="since" source="since" />,
    <DateInput key="until" source="until" />,
  ];
  return (
    <RegistryList filters={filters} sort={{ field: "id", order: "DESC" }}>
      <RegistryTable<AuditRow> empty={t("empty")}>
        <Column source="at" render={(row) => <Moment value={row.at} />} />
        <Column source="actor" disableSort render={(row) => <Clipped width={160}>{row.actor}</Clipped>} />
        <Column source="actorRole" disableSort sx={wideOnly} render={(row) => word("role", row.actorRole)} />
        <Column source="action" disableSort render={(row) => humanKey(row.action.replaceAll(".", " "))} />
        <Column
          source="subjectType"
          disableSort
          sx={wideOnly}
          render={(row) => <SubjectLink type={row.subjectType} id={row.subjectId} />}
        />
        <Column source="registryNumber" disableSort sx={mediumUp} />
        <Column
          source="reason"
          disableSort
          sx={wideOnly}
          render={(row) => <Clipped width={240}>{row.reason}</Clipped>}
        />
      </RegistryTable>
    </RegistryList>
  );
}
