import { Button } from "@mui/material";
import { DataTable } from "react-admin";
import { Link } from "react-router";
import type { ReviewRow } from "../providers/wire.ts";
import { Day, Moment } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip, ToneChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { ViewTabs } from "../shared/ViewTabs.tsx";

const Column = DataTable.Col<ReviewRow>;
const open = { status: "requested" };

/** Requests to look at a decision again, by the day they are to be answered. */
export function ReviewList() {
  const t = useText("reviews");
  const word = useEnum();
  const can = useCan();
  return (
    <RegistryList
      filterDefaultValues={open}
      sort={{ field: "dueOn", order: "ASC" }}
      actions={
        can("reviews:request") ? (
          <Button component={Link} to="/reviews/create" variant="outlined">
            {t("request")}
          </Button>
        ) : null
      }
    >
      <ViewTabs
        keys={["status"]}
        views={[
          { name: "open", label: t("views.open"), filter: open },
          { name: "answered", label: t("views.answered"), filter: { status: ["upheld", "changed"] } },
          { name: "all", label: t("views.all"), filter: {} },
        ]}
      />
      <RegistryTable<ReviewRow> empty={t("empty")}>
        <Column
          source="dueOn"
          render={(row) => (
            <>
              <Day value={row.dueOn} /> {row.overdue ? <ToneChip tone="bad">{t("overdue")}</ToneChip> : null}
            </>
          )}
        />
        <Column
          source="participantName"
          render={(row) => <Clipped width={180}>{row.participantName}</Clipped>}
        />
        <Column source="registryNumber" disableSort sx={wideOnly} />
        <Column
          source="documentType"
          disableSort
          sx={mediumUp}
          render={(row) => word("documentType", row.documentType)}
        />
        <Column
          source="status"
          sx={mediumUp}
          render={(row) => <StatusChip of="reviewStatus" value={row.status} />}
        />
        <Column source="createdAt" sx={wideOnly} render={(row) => <Moment value={row.createdAt} />} />
        <Column source="decidedByName" disableSort sx={wideOnly} />
      </RegistryTable>
    </RegistryList>
  );
}
