import { Button } from "@mui/material";
import { DataTable, useListContext, useNotify } from "react-admin";
import { useNavigate } from "react-router";
import type { SecondLookRow } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { Age } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { ViewTabs } from "../shared/ViewTabs.tsx";

const Column = DataTable.Col<SecondLookRow>;
const toDo = { status: "waiting", forMe: true };

/** Claims one look and opens it; says so where nothing waits. */
export function useTakeNextLook() {
  const t = useText("second-looks");
  const notify = useNotify();
  const navigate = useNavigate();
  return useVerb((registry, _: undefined) => registry.claimNextSecondLook(), {
    onDone: ({ id }) => {
      if (id) navigate(`/second-looks/${id}/show`, { state: { _scrollToTop: true } });
      else notify(t("nothingWaits"), { type: "info" });
    },
  });
}

function TakeNext() {
  const t = useText("second-looks");
  const can = useCan();
  const take = useTakeNextLook();
  const allowed = can("second_looks:do");
  useKey({ combo: "n", label: t("takeNextKey"), enabled: allowed && !take.isPending }, () =>
    take.mutate(undefined),
  );
  if (!allowed) return null;
  return (
    <Button variant="contained" loading={take.isPending} onClick={() => take.mutate(undefined)}>
      {t("takeNext")}
    </Button>
  );
}

/** While a look waits, nothing is told of its first decision: those columns stay away. */
function Looks() {
  const t = useText("second-looks");
  const word = useEnum();
  const { filterValues } = useListContext();
  const todo = filterValues.status === "waiting";
  return (
    <RegistryTable<SecondLookRow> empty={t("empty")}>
      <Column source="ageDays" render={(row) => <Age value={row.createdAt} />} />
      <Column
        source="participantName"
        render={(row) => <Clipped width={180}>{row.participantName}</Clipped>}
      />
      <Column source="registryNumber" disableSort sx={wideOnly} />
      <Column
        source="documentType"
        disableSort
        sx={mediumUp}
        render={(row) => word("documentType", row.documentType)}
      />
      <Column source="status" render={(row) => <StatusChip of="secondLookStatus" value={row.status} />} />
      {todo ? (
        <Column
          source="claimedByName"
          disableSort
          sx={mediumUp}
          render={(row) => <Clipped width={180}>{row.claimedByName}</Clipped>}
        />
      ) : (
        [
          <Column
            key="reason"
            source="reason"
            disableSort
            sx={wideOnly}
            render={(row) => word("secondLookReason", row.reason) || "—"}
          />,
          <Column key="differenceCount" source="differenceCount" disableSort align="right" sx={mediumUp} />,
          <Column
            key="firstName"
            source="firstName"
            disableSort
            sx={wideOnly}
            render={(row) => <Clipped width={140}>{row.firstName}</Clipped>}
          />,
          <Column
            key="secondName"
            source="secondName"
            disableSort
            sx={wideOnly}
            render={(row) => <Clipped width={140}>{row.secondName ?? row.claimedByName}</Clipped>}
          />,
          <Column
            key="settlement"
            source="settlement"
            disableSort
            sx={wideOnly}
            render={(row) => word("secondLookSettlement", row.settlement) || "—"}
          />,
        ]
      )}
    </RegistryTable>
  );
}

/** What waits for a second pair of eyes, what the two do not agree about, and what is done. */
export function SecondLookList() {
  const t = useText("second-looks");
  return (
    <RegistryList
      filterDefaultValues={toDo}
      sort={{ field: "createdAt", order: "ASC" }}
      actions={<TakeNext />}
    >
      <ViewTabs
        keys={["status", "forMe"]}
        views={[
          { name: "todo", label: t("views.todo"), filter: toDo },
          { name: "disagreed", label: t("views.disagreed"), filter: { status: "disagreed" } },
          { name: "done", label: t("views.done"), filter: { status: ["agreed", "settled"] } },
        ]}
      />
      <Looks />
    </RegistryList>
  );
}
