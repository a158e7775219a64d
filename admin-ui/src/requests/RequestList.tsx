import { Box, Button } from "@mui/material";
import { DataTable, SearchInput, SelectInput, useNotify } from "react-admin";
import { useNavigate } from "react-router";
import { requestTypes } from "#db/enums.ts";
import type { RequestRow } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { Age, Day } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip, ToneChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices, useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { ViewTabs } from "../shared/ViewTabs.tsx";

const Column = DataTable.Col<RequestRow>;
const waiting = { status: "open", verified: true };

/** Takes the request that is due next and opens it; says so where nothing waits. */
export function useTakeNextRequest() {
  const t = useText("requests");
  const notify = useNotify();
  const navigate = useNavigate();
  return useVerb((registry, _: undefined) => registry.takeNextRequest(), {
    onDone: ({ id }) => {
      if (id) navigate(`/requests/${id}/show`, { state: { _scrollToTop: true } });
      else notify(t("nothingWaits"), { type: "info" });
    },
  });
}

function TakeNext() {
  const t = useText("requests");
  const can = useCan();
  const take = useTakeNextRequest();
  const allowed = can("requests:work");
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

/** The inbox: what waits by the day it is due, who has it, and one key to the next. G8 */
export function RequestList() {
  const t = useText("requests");
  const word = useEnum();
  const choices = useChoices();
  const can = useCan();
  return (
    <RegistryList
      filters={[
        <SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />,
        <SelectInput key="type" source="type" alwaysOn choices={choices("requestType", requestTypes)} />,
      ]}
      filterDefaultValues={waiting}
      sort={{ field: "dueOn", order: "ASC" }}
      actions={<TakeNext />}
      hasCreate={can("requests:work")}
    >
      <ViewTabs
        keys={["status", "verified", "mine", "overdue"]}
        views={[
          { name: "open", label: t("views.open"), filter: waiting },
          { name: "mine", label: t("views.mine"), filter: { status: ["open", "answered"], mine: true } },
          { name: "overdue", label: t("views.overdue"), filter: { overdue: true } },
          { name: "answered", label: t("views.answered"), filter: { status: "answered" } },
          { name: "unproven", label: t("views.unproven"), filter: { status: "open", verified: false } },
          {
            name: "closed",
            label: t("views.closed"),
            filter: { status: ["resolved", "refused", "withdrawn"] },
          },
        ]}
      />
      <RegistryTable<RequestRow> empty={t("empty")}>
        <Column source="number" sx={mediumUp} />
        <Column source="type" sx={mediumUp} render={(row) => word("requestType", row.type)} />
        <Column
          source="subject"
          disableSort
          sx={mediumUp}
          render={(row) => <Clipped width={240}>{row.subject}</Clipped>}
        />
        <Column
          source="askerName"
          render={(row) => (
            <>
              <Clipped width={150}>{row.askerName}</Clipped>
              {/* On a phone the kind stands below the name. */}
              <Box
                component="span"
                sx={{ display: { xs: "block", sm: "none" }, color: "text.secondary", fontSize: "0.75rem" }}
              >
                {word("requestType", row.type)}
              </Box>
            </>
          )}
        />
        <Column source="ageDays" sx={mediumUp} render={(row) => <Age value={row.createdAt} />} />
        <Column
          source="dueOn"
          render={(row) => (
            <>
              <Day value={row.dueOn} /> {row.overdue ? <ToneChip tone="bad">{t("overdue")}</ToneChip> : null}
            </>
          )}
        />
        <Column
          source="assigneeName"
          disableSort
          sx={wideOnly}
          render={(row) => <Clipped width={140}>{row.assigneeName}</Clipped>}
        />
        <Column
          source="status"
          sx={wideOnly}
          render={(row) => <StatusChip of="requestStatus" value={row.status} />}
        />
      </RegistryTable>
    </RegistryList>
  );
}
