import { Box } from "@mui/material";
import { StatusSeen } from "../documents/StatusSeen.tsx";
import { orderOf, useBlind } from "../duplicates/useBlind.ts";
import type {
  AccessGrantRow,
  DocumentRow,
  DuplicateRow,
  EmploymentRow,
  MergeRow,
  NotificationRow,
  ParticipantView,
} from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { To } from "../shared/Links.tsx";
import { Day, Moment } from "../shared/Moments.tsx";
import { Panel } from "../shared/Panel.tsx";
import { RelatedTable } from "../shared/RelatedTable.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { useTerm } from "../shared/useVocabulary.ts";

type Tab = { person: ParticipantView };

export function DocumentsTab({ person }: Tab) {
  const t = useText("documents");
  const word = useEnum();
  return (
    <Panel>
      <RelatedTable<DocumentRow>
        resource="documents"
        filter={{ participantId: person.id }}
        sort={{ field: "receivedAt", order: "DESC" }}
        empty={t("queue.empty")}
        columns={[
          {
            label: t("fields.type"),
            render: (row) => <To to={`/documents/${row.id}/show`}>{word("documentType", row.type)}</To>,
          },
          {
            label: t("fields.status"),
            render: (row) => <StatusSeen value={row.status} />,
          },
          { label: t("fields.receivedAt"), render: (row) => <Moment value={row.receivedAt} /> },
          { label: t("fields.source"), render: (row) => word("documentSource", row.source), narrow: false },
          { label: t("fields.decidedAt"), render: (row) => <Moment value={row.decidedAt} />, narrow: false },
        ]}
      />
    </Panel>
  );
}

export function EmploymentTab({ person }: Tab) {
  const t = useText("employments");
  const term = useTerm();
  return (
    <Panel>
      <RelatedTable<EmploymentRow>
        resource="employments"
        filter={{ participantId: person.id }}
        sort={{ field: "startedOn", order: "DESC" }}
        empty={t("empty")}
        columns={[
          {
            label: t("fields.programName"),
            render: (row) => <To to={`/programs/${row.programId}/show`}>{row.programName}</To>,
          },
          {
            label: t("fields.position"),
            render: (row) => <To to={`/employments/${row.id}/show`}>{term("positions", row.position)}</To>,
          },
          {
            label: t("fields.startedOn"),
            render: (row) => `${formatDay(row.startedOn)} – ${formatDay(row.endedOn) || t("present")}`,
          },
          {
            label: t("fields.status"),
            render: (row) => <StatusChip of="employmentStatus" value={row.status} />,
          },
        ]}
      />
    </Panel>
  );
}

export function AccessTab({ person }: Tab) {
  const t = useText("access_grants");
  const word = useEnum();
  return (
    <Panel>
      <RelatedTable<AccessGrantRow>
        resource="access_grants"
        filter={{ participantId: person.id }}
        sort={{ field: "createdAt", order: "DESC" }}
        empty={t("empty")}
        columns={[
          {
            label: t("fields.programName"),
            render: (row) => (
              <To to={`/access_grants/${row.id}/show`}>{row.programName ?? row.programNumber}</To>
            ),
          },
          { label: t("fields.level"), render: (row) => word("accessGrantLevel", row.level) },
          {
            label: t("fields.status"),
            render: (row) => <StatusChip of="accessGrantStatus" value={row.status} />,
          },
          { label: t("fields.expiresOn"), render: (row) => <Day value={row.expiresOn} /> },
        ]}
      />
    </Panel>
  );
}

export function EmailsTab({ person }: Tab) {
  const t = useText("notifications");
  return (
    <Panel>
      <RelatedTable<NotificationRow>
        resource="notifications"
        filter={{ participantId: person.id }}
        sort={{ field: "createdAt", order: "DESC" }}
        empty={t("empty")}
        columns={[
          {
            label: t("fields.subject"),
            render: (row) => <To to={`/notifications/${row.id}/show`}>{row.subject}</To>,
          },
          { label: t("fields.recipientEmail"), render: (row) => row.recipientEmail, narrow: false },
          {
            label: t("fields.status"),
            render: (row) => <StatusChip of="notificationStatus" value={row.status} />,
          },
          { label: t("fields.createdAt"), render: (row) => <Moment value={row.createdAt} /> },
        ]}
      />
    </Panel>
  );
}

export function DuplicatesTab({ person }: Tab) {
  const t = useText("duplicates");
  const merges = useText("merges");
  const blind = useBlind();
  return (
    <Box sx={{ display: "grid", gap: 1.5 }}>
      <Panel title={t("list.title")}>
        {blind === undefined ? null : (
          <RelatedTable<DuplicateRow>
            resource="duplicates"
            filter={{ participantId: person.id }}
            sort={orderOf(blind)}
            empty={t("list.empty")}
            columns={[
              {
                label: t("fields.right"),
                render: (row) => {
                  const other = row.leftId === person.id ? row.right : row.left;
                  return (
                    <To to={`/duplicates/${row.id}/show`}>{`${other.name} (${other.registryNumber})`}</To>
                  );
                },
              },
              {
                label: t("fields.band"),
                render: (row) => (row.band ? <StatusChip of="duplicateBand" value={row.band} /> : "—"),
              },
              {
                label: t("fields.signals"),
                render: (row) => row.signals.map(({ text }) => text).join("; "),
                narrow: false,
              },
              {
                label: t("fields.status"),
                render: (row) => <StatusChip of="duplicateStatus" value={row.status} />,
              },
            ]}
          />
        )}
      </Panel>
      <Panel title={merges("plural")}>
        <RelatedTable<MergeRow>
          resource="merges"
          filter={{ participantId: person.id }}
          sort={{ field: "createdAt", order: "DESC" }}
          empty={merges("empty")}
          columns={[
            {
              label: merges("fields.retired"),
              render: (row) => (
                <To to={`/merges/${row.id}/show`}>
                  {merges("title", {
                    retired: row.retired.registryNumber,
                    survivor: row.survivor.registryNumber,
                  })}
                </To>
              ),
            },
            {
              label: merges("fields.status"),
              render: (row) => <StatusChip of="mergeStatus" value={row.status} />,
            },
            { label: merges("fields.createdAt"), render: (row) => <Moment value={row.createdAt} /> },
            { label: merges("fields.mergedByName"), render: (row) => row.mergedByName },
          ]}
        />
      </Panel>
    </Box>
  );
}
