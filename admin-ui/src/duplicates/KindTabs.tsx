import { Box, Tab, Tabs } from "@mui/material";
import { Link } from "react-router";
import { type DirectoryKind, duplicateKinds } from "#db/enums.ts";
import { useText } from "../shared/useText.ts";

/** The worklist of a kind: the kind is a filter of the list, so that it stays in the address. */
export const directoryPath = (kind: DirectoryKind) =>
  `/directory_duplicates?filter=${encodeURIComponent(JSON.stringify({ kind, status: "open" }))}`;

const pathOf = (kind: (typeof duplicateKinds)[number]) =>
  kind === "people" ? "/duplicates" : directoryPath(kind);

/** What may stand twice: people and the four kinds of the directory, each with a worklist of its own. */
export function KindTabs({ current }: { current: "people" | DirectoryKind }) {
  const t = useText("duplicates");
  return (
    <Box component="nav" aria-label={t("kinds.label")} sx={{ mb: 1 }}>
      <Tabs value={current} variant="scrollable" scrollButtons="auto" allowScrollButtonsMobile>
        {duplicateKinds.map((kind) => (
          <Tab key={kind} value={kind} label={t(`kinds.${kind}`)} component={Link} to={pathOf(kind)} />
        ))}
      </Tabs>
    </Box>
  );
}
