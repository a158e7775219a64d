import { Typography } from "@mui/material";
import type { NameChangeRow, ParticipantView } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { To } from "../shared/Links.tsx";
import { Moment } from "../shared/Moments.tsx";
import { Panel } from "../shared/Panel.tsx";
import { TwoColumns } from "../shared/RecordPage.tsx";
import { PlainTable, RelatedTable } from "../shared/RelatedTable.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { fullName } from "./names.ts";

export function NamesTab({ person }: { person: ParticipantView }) {
  const t = useText("participants");
  const changes = useText("name_changes");
  const shared = useText("shared");
  const word = useEnum();
  const can = useCan();
  return (
    <TwoColumns>
      <Panel title={t("names.current")}>
        <Typography variant="body1">{fullName(person)}</Typography>
        <Typography variant="caption" sx={{ color: "text.secondary" }}>
          {t("names.staffOnly")}
        </Typography>
        <Typography variant="h3" sx={{ mt: 2, mb: 0.5 }}>
          {t("names.others")}
        </Typography>
        <PlainTable
          rows={person.names}
          keyOf={(row) => row.id}
          empty={t("names.noOthers")}
          columns={[
            { label: t("fields.name"), render: fullName },
            {
              label: t("fields.status"),
              render: (row) =>
                [
                  word("nameKind", row.kind),
                  row.usedUntil && t("names.usedUntil", { date: formatDay(row.usedUntil) }),
                ]
                  .filter(Boolean)
                  .join(", "),
            },
          ]}
        />
      </Panel>
      <Panel title={t("names.identifiers")}>
        <PlainTable
          rows={person.identifiers}
          keyOf={(row) => row.id}
          empty={t("names.noIdentifiers")}
          columns={[
            { label: t("fields.status"), render: (row) => word("identifierKind", row.kind) },
            {
              label: t("fields.registryNumber"),
              render: (row) => `${row.value}${row.estimated ? ` (${shared("estimated")})` : ""}`,
            },
          ]}
        />
      </Panel>
      {can("name_changes:read") ? (
        <Panel title={t("names.changes")} sx={{ gridColumn: "1 / -1" }}>
          <RelatedTable<NameChangeRow>
            resource="name_changes"
            filter={{ participantId: person.id }}
            sort={{ field: "createdAt", order: "DESC" }}
            empty={changes("empty")}
            columns={[
              { label: changes("fields.createdAt"), render: (row) => <Moment value={row.createdAt} /> },
              { label: changes("fields.old"), render: (row) => `${row.oldGivenName} ${row.oldFamilyName}` },
              {
                label: changes("fields.new"),
                render: (row) => (
                  <To to={`/name_changes/${row.id}/show`}>{`${row.newGivenName} ${row.newFamilyName}`}</To>
                ),
              },
              {
                label: changes("fields.status"),
                render: (row) => <StatusChip of="nameChangeStatus" value={row.status} />,
              },
            ]}
          />
        </Panel>
      ) : null}
    </TwoColumns>
  );
}
