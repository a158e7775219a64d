import { Button } from "@mui/material";
import { DataTable, DateInput, SearchInput, SelectInput, useListContext } from "react-admin";
import { Link } from "react-router";
import { documentSources, documentTypes } from "#db/enums.ts";
import { CoversheetButton } from "../intake/CoversheetButton.tsx";
import type { ClaimNext, DocumentRow } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { Age, Moment } from "../shared/Moments.tsx";
import {
  Clipped,
  mediumUp,
  RegistryList,
  RegistryTable,
  roomyOnly,
  wideOnly,
} from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useIsStaff } from "../shared/useIsStaff.ts";
import { useChoices, useEnum, useText } from "../shared/useText.ts";
import { Expected } from "./Expected.tsx";
import { QueueTabs } from "./QueueTabs.tsx";
import { StatusSeen } from "./StatusSeen.tsx";
import { useTakeNext } from "./useTakeNext.ts";
import { views } from "./views.ts";

const Column = DataTable.Col<DocumentRow>;
/** After this a document is late: the registry promises eight weeks. */
const promisedDays = 56;

function TakeNext() {
  const t = useText("documents");
  const can = useCan();
  const { filterValues } = useListContext();
  const take = useTakeNext();
  const wish: ClaimNext = {
    lane: typeof filterValues?.lane === "string" ? (filterValues.lane as ClaimNext["lane"]) : undefined,
    type: typeof filterValues?.type === "string" ? (filterValues.type as ClaimNext["type"]) : undefined,
  };
  const allowed = can("documents:claim");
  useKey({ combo: "n", label: t("queue.takeNextKey"), enabled: allowed && !take.isPending }, () =>
    take.mutate(wish),
  );
  if (!allowed) return null;
  return (
    <Button variant="contained" loading={take.isPending} onClick={() => take.mutate(wish)}>
      {t("queue.takeNext")}
    </Button>
  );
}

function UploadLink() {
  const t = useText("documents");
  return (
    <Button component={Link} to="/documents/create" variant="outlined">
      {t("queue.upload")}
    </Button>
  );
}

/** The queue: oldest first within its lane, who has what, and one key to the next document. */
export function DocumentList() {
  const t = useText("documents");
  const word = useEnum();
  const choices = useChoices();
  const can = useCan();
  const staff = useIsStaff();
  const filters = [
    <SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />,
    <SelectInput key="type" source="type" alwaysOn choices={choices("documentType", documentTypes)} />,
    <SelectInput key="source" source="source" choices={choices("documentSource", documentSources)} />,
    <DateInput key="receivedSince" source="receivedSince" />,
  ];
  return (
    <RegistryList
      filters={filters}
      filterDefaultValues={staff ? views.waiting : undefined}
      sort={{ field: "queue", order: "ASC" }}
      actions={
        <>
          <CoversheetButton />
          {can("documents:upload") ? <UploadLink /> : null}
          <TakeNext />
        </>
      }
    >
      {staff ? <QueueTabs /> : null}
      <RegistryTable<DocumentRow> empty={t("queue.empty")}>
        <Column
          source="lane"
          render={(row) => <StatusChip of="documentLane" value={row.lane} />}
          sx={mediumUp}
        />
        <Column
          source="ageDays"
          render={(row) => (
            <Age
              value={row.receivedAt}
              warnAfterDays={row.status === "unverified" ? promisedDays : undefined}
            />
          )}
        />
        <Column
          source="participantName"
          render={(row) => <Clipped width={180}>{row.participantName}</Clipped>}
        />
        <Column source="registryNumber" sx={wideOnly} />
        <Column
          source="type"
          sx={mediumUp}
          render={(row) => <Clipped width={150}>{word("documentType", row.type)}</Clipped>}
        />
        <Column source="status" render={(row) => <StatusSeen value={row.status} />} />
        {staff ? (
          <Column
            source="expectedOn"
            disableSort
            sx={wideOnly}
            render={(row) => (row.status === "unverified" ? <Expected id={row.id} /> : null)}
          />
        ) : null}
        <Column source="pageCount" disableSort align="right" sx={roomyOnly} />
        <Column source="source" sx={wideOnly} render={(row) => word("documentSource", row.source)} />
        {staff ? (
          <Column
            source="claimedByName"
            disableSort
            sx={mediumUp}
            render={(row) => <Clipped width={140}>{row.claimedByName}</Clipped>}
          />
        ) : null}
        <Column source="receivedAt" sx={roomyOnly} render={(row) => <Moment value={row.receivedAt} />} />
      </RegistryTable>
    </RegistryList>
  );
}
