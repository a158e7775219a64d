import { Button, Stack, Tab, Tabs } from "@mui/material";
import { useListContext } from "react-admin";
import { documentLanes } from "#db/enums.ts";
import { useRead } from "../shared/useRead.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { viewOf, views } from "./views.ts";

/** The desk at a glance: what waits, what is mine, what came back; lanes narrow it with their numbers. */
export function QueueTabs() {
  const t = useText("documents");
  const word = useEnum();
  const { filterValues, setFilters } = useListContext();
  const overview = useRead(["dashboard", "overview"], (registry) => registry.overview(), {
    staleTime: 15_000,
  });
  const lanes = overview.data?.queues.find(({ key }) => key === "documents")?.byLane;
  const current = viewOf(filterValues);
  const lane = typeof filterValues.lane === "string" ? filterValues.lane : undefined;

  const show = (name: keyof typeof views) => {
    const { q, type } = filterValues;
    setFilters({ ...(q ? { q } : {}), ...(type ? { type } : {}), ...views[name] }, undefined);
  };
  const toLane = (next: string | undefined) => {
    const { lane: _lane, ...rest } = filterValues;
    setFilters(next ? { ...rest, lane: next } : rest, undefined);
  };

  return (
    <Stack sx={{ px: 1, pt: 0.5, gap: 0.5, borderBottom: 1, borderColor: "divider" }}>
      <Tabs
        value={current ?? false}
        variant="scrollable"
        scrollButtons="auto"
        onChange={(_e, name) => show(name)}
      >
        {Object.keys(views).map((name) => (
          <Tab key={name} value={name} label={t(`queue.views.${name as keyof typeof views}`)} />
        ))}
      </Tabs>
      {current === "waiting" ? (
        <Stack direction="row" sx={{ gap: 0.5, flexWrap: "wrap", pb: 0.75 }}>
          <Button variant={lane ? "text" : "outlined"} aria-pressed={!lane} onClick={() => toLane(undefined)}>
            {t("queue.allLanes")}
          </Button>
          {documentLanes.toReversed().map((each) => (
            <Button
              key={each}
              variant={lane === each ? "outlined" : "text"}
              aria-pressed={lane === each}
              onClick={() => toLane(each)}
            >
              {word("documentLane", each)}
              {lanes ? ` · ${lanes[each].toLocaleString("en-US")}` : ""}
            </Button>
          ))}
        </Stack>
      ) : null}
    </Stack>
  );
}
