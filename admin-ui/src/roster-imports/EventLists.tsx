import { Button } from "@mui/material";
import { Link } from "react-router";
import type { EventView, RosterImportRow } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { To } from "../shared/Links.tsx";
import { Panel } from "../shared/Panel.tsx";
import { RelatedTable } from "../shared/RelatedTable.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";

/** The lists that were brought in for an event, and the way to bring in one more. */
export function EventLists({ event }: { event: EventView }) {
  const t = useText("roster-imports");
  const word = useEnum();
  const can = useCan();
  const open = event.status !== "draft" && event.status !== "cancelled";
  // Of other sponsors' events a manager may bring in nothing; staff of all.
  const mayWrite = can("roster_imports:write") && (event.mayMarkAttendance || can("duplicates:read"));
  if (!can("roster_imports:read") || (!event.mayMarkAttendance && !can("duplicates:read"))) return null;
  return (
    <Panel
      title={t("panel.title")}
      aside={
        mayWrite && open ? (
          <Button variant="outlined" component={Link} to={`/roster-imports/create?eventId=${event.id}`}>
            {t("panel.button")}
          </Button>
        ) : null
      }
    >
      <RelatedTable<RosterImportRow>
        resource="roster-imports"
        filter={{ eventId: event.id }}
        sort={{ field: "id", order: "DESC" }}
        empty={t("panel.empty")}
        columns={[
          {
            label: t("panel.when"),
            render: (row) => <To to={`/roster-imports/${row.id}/show`}>{formatMoment(row.createdAt)}</To>,
          },
          { label: t("panel.who"), render: (row) => row.createdByName ?? "", narrow: false },
          { label: t("panel.people"), render: (row) => row.rowsTotal },
          { label: t("panel.status"), render: (row) => word("rosterImportStatus", row.status) },
        ]}
      />
    </Panel>
  );
}
