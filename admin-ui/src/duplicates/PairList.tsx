import { Skeleton } from "@mui/material";
import type { ReactNode } from "react";
import { DataTable, SelectInput, useListContext } from "react-admin";
import { type DirectoryKind, duplicateBands } from "#db/enums.ts";
import type { DuplicateRow } from "../providers/wire.ts";
import { Age } from "../shared/Moments.tsx";
import { mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useChoices, useEnum, useText } from "../shared/useText.ts";
import { ViewTabs } from "../shared/ViewTabs.tsx";
import { KindTabs } from "./KindTabs.tsx";
import { SearchPanel } from "./SearchPanel.tsx";
import { SignalChips } from "./SignalChips.tsx";
import { listKeyOf, orderOf, useBlind } from "./useBlind.ts";

type Pair = Pick<DuplicateRow, "id" | "band" | "score" | "signals" | "createdAt">;
type Props<Row extends Pair> = {
  /** Of the directory; people where it is not said. */
  kind?: DirectoryKind;
  filter: Record<string, unknown>;
  actions: (blind: boolean) => ReactNode;
  left: (row: Row) => ReactNode;
  right: (row: Row) => ReactNode;
  /** What stands below the reasons. */
  below?: (row: Row) => ReactNode;
};

/** The rows, and what is said where a tab has none. */
function Lines({ ofPeople, children }: { ofPeople: boolean; children: ReactNode }) {
  const t = useText("duplicates");
  const { filterValues } = useListContext();
  const status = filterValues.status as keyof typeof empty | undefined;
  const words =
    status === "not_duplicate" && !ofPeople ? "list.emptyDecidedRecords" : empty[status ?? "open"];
  return (
    <RegistryTable empty={t(words)} views={["kind"]}>
      {children}
    </RegistryTable>
  );
}
const empty = {
  open: "list.empty",
  not_duplicate: "list.emptyDecided",
  merged: "list.emptyMerged",
} as const;

/** A worklist of pairs, strongest first, with the reasons in words; whoever judges blind sees the reasons alone. */
export function PairList<Row extends Pair>({ kind, filter, actions, left, right, below }: Props<Row>) {
  const word = useEnum();
  const choices = useChoices();
  const blind = useBlind();
  if (blind === undefined) return <Skeleton variant="rounded" height={240} />;
  const Column = DataTable.Col<Row>;
  const band = (
    <SelectInput key="band" source="band" alwaysOn choices={choices("duplicateBand", duplicateBands)} />
  );
  return (
    <>
      <KindTabs current={kind ?? "people"} />
      <RegistryList
        key={`${kind} ${blind}`}
        storeKey={listKeyOf(blind, kind)}
        filters={blind ? [] : [band]}
        filter={filter}
        filterDefaultValues={{ status: "open" }}
        sort={orderOf(blind)}
        actions={actions(blind)}
      >
        <ViewTabs
          keys={["status"]}
          views={(["open", "not_duplicate", "merged"] as const).map((status) => ({
            name: status,
            label: word("duplicateStatus", status),
            filter: { status },
          }))}
        />
        <SearchPanel {...(kind ? { kind } : {})} />
        <Lines ofPeople={!kind}>
          {blind ? null : (
            <Column
              source="band"
              disableSort
              render={(row) => (row.band ? <StatusChip of="duplicateBand" value={row.band} /> : null)}
            />
          )}
          {blind ? null : (
            <Column
              source="score"
              align="right"
              sx={mediumUp}
              render={(row) => (row.score === null ? null : Math.round(row.score))}
            />
          )}
          <Column source="left" disableSort sx={{ minWidth: 128 }} render={left} />
          <Column source="right" disableSort sx={{ minWidth: 128 }} render={right} />
          <Column
            source="signals"
            disableSort
            sx={mediumUp}
            render={(row) => (
              <>
                <SignalChips signals={row.signals} most={4} />
                {below?.(row)}
              </>
            )}
          />
          <Column source="createdAt" sx={wideOnly} render={(row) => <Age value={row.createdAt} />} />
        </Lines>
      </RegistryList>
    </>
  );
}
