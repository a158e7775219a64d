import { Button } from "@mui/material";
import { Link } from "react-router";
import type { EmploymentView } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { useTerm } from "../shared/useVocabulary.ts";

function Actions({ row }: { row: EmploymentView }) {
  const t = useText("employments");
  const programs = useText("programs");
  const can = useCan();
  const confirm = useVerb((registry, _: undefined) => registry.confirmEmployment(row.id, row.version), {
    done: t("confirmed"),
  });
  const decline = useVerb((registry, _: undefined) => registry.declineEmployment(row.id, row.version), {
    done: t("declined"),
  });
  return (
    <>
      {row.status === "reported" && can("employments:confirm") ? (
        <>
          <Button variant="contained" onClick={() => confirm.mutate(undefined)} loading={confirm.isPending}>
            {t("confirm")}
          </Button>
          <Button variant="outlined" onClick={() => decline.mutate(undefined)} loading={decline.isPending}>
            {t("decline")}
          </Button>
        </>
      ) : null}
      {can("employments:report") || can("employments:confirm") ? (
        <Button variant="outlined" component={Link} to={`/employments/${row.id}`}>
          {programs("edit")}
        </Button>
      ) : null}
    </>
  );
}

/** One position of one person at one program; the wage only where the reader may see it. */
export function EmploymentShow() {
  const t = useText("employments");
  const word = useEnum();
  const term = useTerm();
  return (
    <RecordPage<EmploymentView>
      title={(row) => `${row.participantName}, ${row.programName}`}
      chips={(row) => <StatusChip of="employmentStatus" value={row.status} />}
      actions={(row) => <Actions row={row} />}
    >
      {(row) => (
        <Panel sx={{ maxWidth: 860 }}>
          <Facts
            columns={3}
            facts={[
              {
                label: t("fields.participantName"),
                value: (
                  <PersonLink id={row.participantId} name={row.participantName} number={row.registryNumber} />
                ),
              },
              {
                label: t("fields.programName"),
                value: <To to={`/programs/${row.programId}/show`}>{row.programName}</To>,
              },
              { label: t("fields.position"), value: term("positions", row.position) },
              { label: t("fields.startedOn"), value: formatDay(row.startedOn) },
              { label: t("fields.endedOn"), value: formatDay(row.endedOn) || t("present") },
              { label: t("fields.hoursPerWeek"), value: row.hoursPerWeek },
              { label: t("fields.ageGroup"), value: row.ageGroup },
              { label: t("fields.employerRecordNumber"), value: row.employerRecordNumber },
              row.wage
                ? {
                    label: t("fields.wage"),
                    value: `$${row.wage.amount} ${word("wagePeriod", row.wage.period)}`,
                  }
                : null,
            ]}
          />
        </Panel>
      )}
    </RecordPage>
  );
}
