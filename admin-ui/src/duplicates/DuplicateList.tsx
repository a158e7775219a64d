import { Button } from "@mui/material";
import { DataTable, SelectInput } from "react-admin";
import { Link } from "react-router";
import { duplicateBands } from "#db/enums.ts";
import type { DuplicateRow } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { Age } from "../shared/Moments.tsx";
import { mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices, useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { ViewTabs } from "../shared/ViewTabs.tsx";
import { SearchPanel } from "./SearchPanel.tsx";
import { SignalChips } from "./SignalChips.tsx";
import { blindFilter, useBlind } from "./useBlind.ts";

const Column = DataTable.Col<DuplicateRow>;

const Side = ({ side, filled }: { side: DuplicateRow["left"]; filled: string }) => (
  <>
    <div style={{ overflowWrap: "anywhere" }}>{side.name}</div>
    <div style={{ opacity: 0.75, fontSize: "0.75rem" }}>
      {[side.registryNumber, side.birthDate && formatDay(side.birthDate)].filter(Boolean).join(" · ")}
    </div>
    <div style={{ opacity: 0.75, fontSize: "0.75rem" }}>{filled}</div>
  </>
);

/** Pairs that may be one person, strongest first, with the reasons in words. */
export function DuplicateList() {
  const t = useText("duplicates");
  const word = useEnum();
  const choices = useChoices();
  const can = useCan();
  const [blind, setBlind] = useBlind();
  const filled = (side: DuplicateRow["left"]) => t("filled", { count: side.completeness });
  const scan = useVerb((registry, _: undefined) => registry.scanDuplicates(), { done: t("list.scanned") });
  return (
    <RegistryList
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
      filter={blind ? blindFilter : undefined}
      filterDefaultValues={{ status: "open" }}
      sort={{ field: "score", order: "DESC" }}
      actions={
        <>
          <Button onClick={() => setBlind(!blind)} aria-pressed={blind}>
            {t(blind ? "blind.off" : "blind.on")}
          </Button>
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
      <RegistryTable<DuplicateRow> empty={t("list.empty")}>
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
          render={(row) => <Side side={row.left} filled={filled(row.left)} />}
        />
        <Column
          source="right"
          disableSort
          sx={{ minWidth: 128 }}
          render={(row) => <Side side={row.right} filled={filled(row.right)} />}
        />
        <Column
          source="signals"
          disableSort
          sx={mediumUp}
          render={(row) => (
            <>
              <SignalChips signals={row.signals} most={4} />
              {(row.group?.length ?? 0) > 2 ? (
                <Link
                  to={`/merges/create?ids=${row.group!.join(",")}`}
                  onClick={(event) => event.stopPropagation()}
                >
                  {t("group", { count: row.group!.length })}
                </Link>
              ) : null}
            </>
          )}
        />
        <Column source="createdAt" sx={wideOnly} render={(row) => <Age value={row.createdAt} />} />
      </RegistryTable>
    </RegistryList>
  );
}
