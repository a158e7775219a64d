import { Button, Skeleton, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { DataTable, SelectInput, useListContext } from "react-admin";
import { Link } from "react-router";
import { duplicateBands } from "#db/enums.ts";
import type { DuplicateRow } from "../providers/wire.ts";
import { Age } from "../shared/Moments.tsx";
import { mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices, useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { ViewTabs } from "../shared/ViewTabs.tsx";
import { BlindSwitch } from "./BlindSwitch.tsx";
import { SearchPanel } from "./SearchPanel.tsx";
import { Others, peopleOf, Side } from "./Side.tsx";
import { SignalChips } from "./SignalChips.tsx";
import { listKeyOf, orderOf, useBlind } from "./useBlind.ts";

const Column = DataTable.Col<DuplicateRow>;

/** The rows, and what is said where a tab has none. */
function Lines({ children }: { children: ReactNode }) {
  const t = useText("duplicates");
  const { filterValues } = useListContext();
  const status = filterValues.status as keyof typeof empty | undefined;
  return <RegistryTable<DuplicateRow> empty={t(empty[status ?? "open"])}>{children}</RegistryTable>;
}
const empty = {
  open: "list.empty",
  not_duplicate: "list.emptyDecided",
  merged: "list.emptyMerged",
} as const;

/** Pairs and groups that may be one person, strongest first, with the reasons in words. */
export function DuplicateList() {
  const t = useText("duplicates");
  const word = useEnum();
  const choices = useChoices();
  const can = useCan();
  const blind = useBlind();
  const scan = useVerb((registry, _: undefined) => registry.scanDuplicates(), { done: t("list.scanned") });
  if (blind === undefined) return <Skeleton variant="rounded" height={240} />;
  return (
    <RegistryList
      key={String(blind)}
      storeKey={listKeyOf(blind)}
      filters={[
        ...(blind
          ? []
          : [
              <SelectInput
                key="band"
                source="band"
                alwaysOn
                choices={choices("duplicateBand", duplicateBands)}
              />,
            ]),
      ]}
      filter={{ entries: true }}
      filterDefaultValues={{ status: "open" }}
      sort={orderOf(blind)}
      actions={
        <>
          <BlindSwitch blind={blind} />
          {can("merges:create") ? (
            <Button variant="outlined" component={Link} to="/duplicates/create">
              {t("list.byHand")}
            </Button>
          ) : null}
          {can("duplicates:scan") ? (
            <Button variant="outlined" onClick={() => scan.mutate(undefined)} loading={scan.isPending}>
              {t("list.scan")}
            </Button>
          ) : null}
        </>
      }
    >
      <ViewTabs
        keys={["status"]}
        views={(["open", "not_duplicate", "merged"] as const).map((status) => ({
          name: status,
          label: word("duplicateStatus", status),
          filter: { status },
        }))}
      />
      <SearchPanel />
      <Lines>
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
        <Column
          source="left"
          disableSort
          sx={{ minWidth: 128 }}
          render={(row) => <Side side={peopleOf(row)[0]!} />}
        />
        <Column
          source="right"
          disableSort
          sx={{ minWidth: 128 }}
          render={(row) => <Others people={peopleOf(row).slice(1)} />}
        />
        <Column
          source="signals"
          disableSort
          sx={mediumUp}
          render={(row) => (
            <>
              <SignalChips signals={row.signals} most={4} />
              {peopleOf(row).length > 2 ? (
                <Typography variant="body2">{t("group.count", { count: peopleOf(row).length })}</Typography>
              ) : null}
            </>
          )}
        />
        <Column source="createdAt" sx={wideOnly} render={(row) => <Age value={row.createdAt} />} />
      </Lines>
    </RegistryList>
  );
}
