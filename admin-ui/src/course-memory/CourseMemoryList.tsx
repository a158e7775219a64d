import { Button, Link as MuiLink } from "@mui/material";
import { useState } from "react";
import { DataTable, SearchInput, SelectInput } from "react-admin";
import { Link } from "react-router";
import { courseClassifications } from "#db/enums.ts";
import type { MemoryRow } from "../providers/wire.ts";
import { Day } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import { CorrectDialog } from "./CorrectDialog.tsx";
import { type Corrected, OtherWayDialog } from "./OtherWayDialog.tsx";

const Column = DataTable.Col<MemoryRow>;

/** What the registry remembers of colleges' courses, who decided it and when; a wrong memory is corrected here. */
export function CourseMemoryList() {
  const t = useText("course-memory");
  const word = useEnum();
  const can = useCan();
  const vocabulary = useVocabulary();
  const [correcting, setCorrecting] = useState<MemoryRow | null>(null);
  const [corrected, setCorrected] = useState<Corrected | null>(null);
  const label = (code: MemoryRow["classification"]) => vocabulary?.classificationLabels[code] ?? code;
  const filters = [
    <SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />,
    <SelectInput
      key="classification"
      source="classification"
      alwaysOn
      choices={courseClassifications.map((id) => ({ id, name: label(id) }))}
    />,
  ];
  return (
    <>
      <RegistryList filters={filters} sort={{ field: "decidedAt", order: "DESC" }}>
        <RegistryTable<MemoryRow> empty={t("empty")} rowClick={false}>
          <Column source="courseNumber" />
          <Column source="title" disableSort render={(row) => <Clipped width={240}>{row.title}</Clipped>} />
          <Column
            source="units"
            disableSort
            align="right"
            render={(row) => `${Number(row.units)} ${word("unitSystem", row.unitSystem).toLowerCase()}`}
            sx={mediumUp}
          />
          <Column source="classification" render={(row) => label(row.classification)} />
          <Column
            source="institutionName"
            sx={mediumUp}
            render={(row) => <Clipped width={220}>{row.institutionName}</Clipped>}
          />
          <Column source="decidedByName" disableSort sx={wideOnly} />
          <Column
            source="decidedAt"
            sx={wideOnly}
            render={(row) =>
              row.documentId ? (
                <MuiLink component={Link} to={`/documents/${row.documentId}/show`}>
                  <Day value={row.decidedAt.slice(0, 10)} />
                </MuiLink>
              ) : (
                <Day value={row.decidedAt.slice(0, 10)} />
              )
            }
          />
          {can("course_memory:write") ? (
            <DataTable.Col
              source="correct"
              disableSort
              label={t("correct")}
              render={(row: MemoryRow) => (
                <Button color="inherit" onClick={() => setCorrecting(row)}>
                  {t("correct")}
                </Button>
              )}
            />
          ) : null}
        </RegistryTable>
      </RegistryList>
      {correcting ? (
        <CorrectDialog
          row={correcting}
          onDone={(otherWay) => setCorrected({ row: correcting, otherWay })}
          onClose={() => setCorrecting(null)}
        />
      ) : null}
      {corrected && corrected.otherWay.length > 0 ? (
        <OtherWayDialog corrected={corrected} onClose={() => setCorrected(null)} />
      ) : null}
    </>
  );
}
