import { Skeleton, Typography } from "@mui/material";
import type { EnrollmentRow, ParticipantView } from "../providers/wire.ts";
import { PrintedReports } from "../report-versions/PrintedReports.tsx";
import { evidencePath } from "../shared/evidencePath.ts";
import { To } from "../shared/Links.tsx";
import { Day } from "../shared/Moments.tsx";
import { ErrorNote } from "../shared/Notes.tsx";
import { Panel } from "../shared/Panel.tsx";
import { PlainTable, RelatedTable } from "../shared/RelatedTable.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useRead } from "../shared/useRead.ts";
import { useEnum, useText } from "../shared/useText.ts";

/** The record as its report prints it, and what stays off it and why. */
function Record({ person }: { person: ParticipantView }) {
  const t = useText("documents");
  const people = useText("participants");
  const word = useEnum();
  const read = useRead(["participants", "record", person.id, person.version], (registry) =>
    registry.participantRecord(person.id),
  );
  if (read.error) return <ErrorNote error={read.error} />;
  if (read.isPending) return <Skeleton height={120} />;
  const record = read.data;
  const fromColumn = (label: string) => ({
    label,
    render: (row: Parameters<typeof evidencePath>[0]) => {
      const path = evidencePath(row);
      return path ? <To to={path}>{`#${row.documentId}`}</To> : "—";
    },
    narrow: false,
  });
  return (
    <>
      <Panel title={t("preview.sections.degrees")}>
        <PlainTable
          rows={record.degrees}
          keyOf={(row) => row.id}
          empty={t("entries.none")}
          columns={[
            { label: t("entries.columns.level"), render: (row) => word("degreeLevel", row.level) },
            {
              label: t("entries.columns.title"),
              render: (row) => [row.title, row.major].filter(Boolean).join(", "),
            },
            { label: t("entries.columns.institution"), render: (row) => row.institutionLabel },
            { label: t("entries.columns.conferredOn"), render: (row) => <Day value={row.conferredOn} /> },
            fromColumn(t("fields.id")),
          ]}
        />
      </Panel>
      <Panel title={t("preview.sections.courses")}>
        <PlainTable
          rows={record.courses}
          keyOf={(row) => row.id}
          empty={t("entries.none")}
          columns={[
            { label: t("entries.columns.courseNumber"), render: (row) => row.courseNumber },
            { label: t("entries.columns.courseTitle"), render: (row) => row.title },
            { label: t("entries.columns.units"), render: (row) => Number(row.semesterUnits) },
            { label: t("entries.columns.grade"), render: (row) => row.grade },
            {
              label: t("entries.columns.classification"),
              render: (row) => row.classificationLabel,
              narrow: false,
            },
            { label: t("entries.columns.completedOn"), render: (row) => <Day value={row.completedOn} /> },
            { label: t("entries.columns.institution"), render: (row) => row.institutionLabel, narrow: false },
            fromColumn(t("fields.id")),
          ]}
        />
      </Panel>
      <Panel title={t("preview.sections.credentials")}>
        <PlainTable
          rows={record.credentials}
          keyOf={(row) => row.id}
          empty={t("entries.none")}
          columns={[
            { label: t("entries.columns.credentialName"), render: (row) => row.label },
            { label: t("entries.columns.documentNumber"), render: (row) => row.documentNumber },
            { label: t("entries.columns.issuedOn"), render: (row) => <Day value={row.issuedOn} /> },
            { label: t("entries.columns.expiresOn"), render: (row) => <Day value={row.validUntil} /> },
            fromColumn(t("fields.id")),
          ]}
        />
      </Panel>
      <Panel title={t("preview.sections.training")}>
        <PlainTable
          rows={record.training}
          keyOf={(row) => row.id}
          empty={t("entries.none")}
          columns={[
            { label: t("entries.columns.trainingTitle"), render: (row) => row.title },
            { label: t("entries.columns.sponsorName"), render: (row) => row.sponsorName, narrow: false },
            {
              label: t("entries.columns.hours"),
              render: (row) => people("education.hours", { hours: Number(row.hours) }),
            },
            { label: t("entries.columns.completedOn"), render: (row) => <Day value={row.completedOn} /> },
            fromColumn(t("fields.id")),
          ]}
        />
      </Panel>
      {record.notPrinting.length > 0 ? (
        <Panel title={t("preview.notPrinting")}>
          <PlainTable
            rows={record.notPrinting}
            keyOf={(each) => `${each.section}${each.row.id}`}
            empty=""
            columns={[
              {
                label: t("entries.columns.title"),
                render: ({ row }) =>
                  "courseNumber" in row
                    ? `${row.courseNumber} ${row.title}`
                    : "name" in row
                      ? row.name
                      : row.title,
              },
              { label: t("fields.reasonCode"), render: ({ because }) => because },
            ]}
          />
        </Panel>
      ) : null}
    </>
  );
}

export function EducationTab({ person }: { person: ParticipantView }) {
  const t = useText("participants");
  const enrollments = useText("enrollments");
  const can = useCan();
  return (
    <>
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {t("education.intro")} {t("education.fromDocument")}
      </Typography>
      {can("education:read") ? <Record person={person} /> : null}
      {can("report_versions:read") ? <PrintedReports participantId={person.id} /> : null}
      {can("enrollments:read") ? (
        <Panel title={t("counts.enrollments")}>
          <RelatedTable<EnrollmentRow>
            resource="enrollments"
            filter={{ participantId: person.id }}
            sort={{ field: "startsOn", order: "DESC" }}
            empty={enrollments("empty")}
            columns={[
              {
                label: enrollments("fields.eventTitle"),
                render: (row) => <To to={`/events/${row.eventId}/show`}>{row.eventTitle}</To>,
              },
              { label: enrollments("fields.startsOn"), render: (row) => <Day value={row.startsOn} /> },
              {
                label: enrollments("fields.status"),
                render: (row) => <StatusChip of="enrollmentStatus" value={row.status} />,
              },
              { label: enrollments("fields.hoursGranted"), render: (row) => row.hoursGranted ?? "—" },
            ]}
          />
        </Panel>
      ) : null}
    </>
  );
}
