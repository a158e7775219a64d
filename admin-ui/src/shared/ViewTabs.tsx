import { Box, Tab, Tabs } from "@mui/material";
import { useListContext } from "react-admin";

type Props = {
  /** Name → label and the filters it stands for. */
  views: readonly { name: string; label: string; filter: Record<string, unknown> }[];
  /** Filters that belong to the views; everything else is kept when one is chosen. */
  keys: readonly string[];
};

/** Tabs above a list, each a set of filters. */
export function ViewTabs({ views, keys }: Props) {
  const { filterValues, setFilters } = useListContext();
  const given = Object.fromEntries(
    keys.filter((key) => key in filterValues).map((key) => [key, filterValues[key]]),
  );
  const current = views.find(({ filter }) => JSON.stringify(filter) === JSON.stringify(given))?.name;
  const choose = (name: string) => {
    const rest = Object.fromEntries(Object.entries(filterValues).filter(([key]) => !keys.includes(key)));
    setFilters({ ...rest, ...views.find((each) => each.name === name)?.filter }, undefined);
  };
  return (
    <Box sx={{ px: 1, borderBottom: 1, borderColor: "divider" }}>
      <Tabs
        value={current ?? false}
        variant="scrollable"
        scrollButtons="auto"
        onChange={(_e, name) => choose(name)}
      >
        {views.map(({ name, label }) => (
          <Tab key={name} value={name} label={label} />
        ))}
      </Tabs>
    </Box>
  );
}
