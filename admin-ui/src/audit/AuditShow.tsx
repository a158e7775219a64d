import type { AuditRow } from "../providers/wire.ts";
import { DiffTable } from "../shared/DiffTable.tsx";
import { differences, humanKey } from "../shared/diff.ts";
import { PersonLink } from "../shared/Links.tsx";
import { Moment } from "../shared/Moments.tsx";
import { Empty } from "../shared/Notes.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { SubjectLink } from "../shared/SubjectLink.tsx";
import { useEnum, useText } from "../shared/useText.ts";

/** One deed: who, when, why, and each field before and after. */
export function AuditShow() {
  const t = useText("audit");
  const shared = useText("shared");
  const word = useEnum();
  return (
    <RecordPage<AuditRow> title={(row) => humanKey(row.action.replaceAll(".", " "))}>
      {(row) => {
        const changes = differences(row.before, row.after);
        return (
          <>
            <Panel>
              <Facts
                columns={3}
                facts={[
                  { label: t("fields.at"), value: <Moment value={row.at} /> },
                  {
                    label: t("fields.actor"),
                    value: `${row.actor}${row.actorRole ? ` (${word("role", row.actorRole)})` : ""}${row.task ? ` · ${row.task}` : ""}`,
                  },
                  {
                    label: t("fields.subjectType"),
                    value: <SubjectLink type={row.subjectType} id={row.subjectId} />,
                  },
                  row.participantId && row.registryNumber
                    ? {
                        label: t("fields.registryNumber"),
                        value: <PersonLink id={row.participantId} name={row.registryNumber} />,
                      }
                    : null,
                  { label: t("fields.reason"), value: row.reason, wide: true },
                ]}
              />
            </Panel>
            <Panel title={t("changes")}>
              {changes.length === 0 ? (
                <Empty>{shared("diff.none")}</Empty>
              ) : (
                <DiffTable
                  changes={changes}
                  labels={{
                    field: shared("diff.field"),
                    before: shared("diff.before"),
                    after: shared("diff.after"),
                  }}
                />
              )}
            </Panel>
          </>
        );
      }}
    </RecordPage>
  );
}
