import { Button, Skeleton, ToggleButton, ToggleButtonGroup } from "@mui/material";
import { useState } from "react";
import { required, TextInput, useNotify } from "react-admin";
import type { EnrollmentRow, EventView } from "../providers/wire.ts";
import { PersonLink } from "../shared/Links.tsx";
import { ErrorNote } from "../shared/Notes.tsx";
import { Panel } from "../shared/Panel.tsx";
import { PlainTable } from "../shared/RelatedTable.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { allAttended, type Mark, type Marks, markOf, toMarks } from "./marks.ts";

const marks = ["attended", "no_show", "enrolled"] as const;

/** Everybody on the roster; marks are collected and saved in one go. */
export function Roster({ event }: { event: EventView }) {
  const t = useText("events");
  const enrollments = useText("enrollments");
  const can = useCan();
  const notify = useNotify();
  const [set, setSet] = useState<Marks>({});
  const { data, error, isPending, refetch } = useRead(
    ["enrollments", "roster", event.id],
    async (registry) => {
      const rows: EnrollmentRow[] = [];
      for (let page = 1; ; page++) {
        const { data: part, total } = await registry.getList<EnrollmentRow>("enrollments", {
          filter: { eventId: event.id },
          sort: { field: "participantName", order: "ASC" },
          pagination: { page, perPage: 100 },
        });
        rows.push(...part);
        if (part.length < 100 || rows.length >= (total ?? 0)) return rows;
      }
    },
  );
  const save = useVerb(
    (registry, rows: readonly EnrollmentRow[]) =>
      registry.markAttendance({ id: event.id, marks: toMarks(rows, set) }),
    { done: t("roster.saved"), onDone: () => setSet({}) },
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton variant="rounded" height={160} />;
  const changed = toMarks(data, set).length;
  const mayEnroll =
    (can("enrollments:enroll") || can("enrollments:manage")) &&
    (event.status === "published" || event.status === "invite_only");
  const mayWithdraw = can("enrollments:manage") || can("enrollments:enroll");
  return (
    <Panel
      title={`${t("roster.title")} (${data.length})`}
      aside={
        <>
          {mayEnroll ? (
            <VerbButton label={t("roster.enroll")}>
              {(close) => (
                <VerbDialog
                  title={t("roster.enroll")}
                  explain={t("roster.enrollExplain")}
                  submit={t("roster.enroll")}
                  verb={(registry, values: { registryNumber: string }) =>
                    registry.enroll({ eventId: event.id, registryNumber: values.registryNumber })
                  }
                  onDone={(row) =>
                    notify(t(`roster.became.${row.status === "waitlisted" ? "waitlisted" : "enrolled"}`))
                  }
                  onClose={close}
                >
                  <TextInput
                    source="registryNumber"
                    label={t("fields.registryNumber")}
                    validate={required()}
                    autoFocus
                  />
                </VerbDialog>
              )}
            </VerbButton>
          ) : null}
          {event.mayMarkAttendance ? (
            <>
              <VerbButton label={t("roster.walkIn")}>
                {(close) => (
                  <VerbDialog
                    title={t("roster.walkIn")}
                    submit={t("roster.walkIn")}
                    verb={(registry, values: { registryNumber: string }) => registry.walkIn(event.id, values)}
                    done={t("roster.walkedIn")}
                    onClose={close}
                  >
                    <TextInput
                      source="registryNumber"
                      label={t("fields.registryNumber")}
                      validate={required()}
                      autoFocus
                    />
                  </VerbDialog>
                )}
              </VerbButton>
              <Button variant="outlined" onClick={() => setSet(allAttended(data))}>
                {t("roster.all")}
              </Button>
              <Button
                variant="contained"
                disabled={changed === 0}
                loading={save.isPending}
                onClick={() => save.mutate(data)}
              >
                {t("roster.save", { smart_count: changed })}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <PlainTable
        rows={data}
        keyOf={(row) => row.id}
        empty={t("roster.empty")}
        columns={[
          { label: t("roster.number"), render: (row) => row.registryNumber, narrow: false },
          {
            label: t("roster.person"),
            render: (row) => <PersonLink id={row.participantId} name={row.participantName} />,
          },
          {
            label: t("roster.status"),
            render: (row) => <StatusChip of="enrollmentStatus" value={row.status} />,
          },
          ...(event.mayMarkAttendance
            ? [
                {
                  label: t("roster.mark"),
                  render: (row: EnrollmentRow) =>
                    markOf(row, set) === undefined ? null : (
                      <ToggleButtonGroup
                        exclusive
                        size="small"
                        value={markOf(row, set)}
                        aria-label={row.participantName}
                        sx={{ whiteSpace: "nowrap", flexDirection: { xs: "column", sm: "row" } }}
                        onChange={(_event, mark: Mark | null) => mark && setSet({ ...set, [row.id]: mark })}
                      >
                        {marks.map((mark) => (
                          <ToggleButton key={mark} value={mark} sx={{ textTransform: "none", py: 0, px: 1 }}>
                            {t(`roster.${mark}`)}
                          </ToggleButton>
                        ))}
                      </ToggleButtonGroup>
                    ),
                },
              ]
            : []),
          ...(mayWithdraw
            ? [
                {
                  label: "",
                  render: (row: EnrollmentRow) =>
                    row.status === "enrolled" || row.status === "waitlisted" ? (
                      <VerbButton label={enrollments("withdraw")} variant="text" color="inherit">
                        {(close) => (
                          <VerbDialog
                            title={enrollments("withdrawTitle", { name: row.participantName })}
                            explain={enrollments("withdrawExplain")}
                            submit={enrollments("withdraw")}
                            verb={(registry) => registry.withdrawEnrollment(row.id, { version: row.version })}
                            done={enrollments("withdrawn")}
                            onClose={close}
                          />
                        )}
                      </VerbButton>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}
