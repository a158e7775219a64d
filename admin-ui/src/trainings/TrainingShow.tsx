import { Button } from "@mui/material";
import { Link } from "react-router";
import { MergedNote } from "../directory_merges/MergedNote.tsx";
import type { EventRow, TrainingView } from "../providers/wire.ts";
import { To } from "../shared/Links.tsx";
import { Day } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { RelatedTable } from "../shared/RelatedTable.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { useCompetency } from "../shared/useVocabulary.ts";

/** One training of a catalog and when it was given. */
export function TrainingShow() {
  const t = useText("trainings");
  const events = useText("events");
  const programs = useText("programs");
  const competency = useCompetency();
  const can = useCan();
  return (
    <RecordPage<TrainingView>
      title={(training) => training.title}
      chips={(training) =>
        training.mergedInto ? (
          <StatusChip of="mergeStatus" value="merged" />
        ) : (
          <StatusChip of="trainingStatus" value={training.status} />
        )
      }
      actions={(training) =>
        can("trainings:write") ? (
          <>
            <Button variant="outlined" component={Link} to={`/events/create?trainingId=${training.id}`}>
              {t("schedule")}
            </Button>
            <Button variant="outlined" component={Link} to={`/trainings/${training.id}`}>
              {programs("edit")}
            </Button>
          </>
        ) : null
      }
    >
      {(training) => (
        <>
          <MergedNote kind="trainings" record={training} />
          <Panel>
            <Facts
              columns={3}
              facts={[
                {
                  label: t("fields.sponsorName"),
                  value: <To to={`/sponsors/${training.sponsorId}/show`}>{training.sponsorName}</To>,
                },
                { label: t("fields.hours"), value: training.hours },
                { label: t("fields.language"), value: training.language },
                { label: t("fields.competency"), value: competency(training.competency) },
                { label: t("fields.description"), value: training.description, wide: true },
              ]}
            />
          </Panel>
          <Panel title={t("events")}>
            <RelatedTable<EventRow>
              resource="events"
              filter={{ trainingId: training.id }}
              sort={{ field: "startsOn", order: "DESC" }}
              empty={events("empty")}
              columns={[
                { label: events("fields.startsOn"), render: (row) => <Day value={row.startsOn} /> },
                {
                  label: events("fields.title"),
                  render: (row) => <To to={`/events/${row.id}/show`}>{row.title}</To>,
                },
                {
                  label: events("fields.status"),
                  render: (row) => <StatusChip of="eventStatus" value={row.status} />,
                },
                {
                  label: events("fields.enrolled"),
                  render: (row) =>
                    events("seats", {
                      enrolled: row.enrolled,
                      capacity: row.capacity,
                      waitlisted: row.waitlisted,
                    }),
                  narrow: false,
                },
              ]}
            />
          </Panel>
        </>
      )}
    </RecordPage>
  );
}
