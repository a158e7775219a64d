import { Button } from "@mui/material";
import { useListContext } from "react-admin";
import { Link } from "react-router";
import type { DirectoryKind } from "#db/enums.ts";
import { useText } from "../shared/useText.ts";

/** Two or more records that were marked in a list, beside each other. */
export function MergeChosen({ kind }: { kind: DirectoryKind }) {
  const t = useText("directory_merges");
  const { selectedIds } = useListContext();
  if (selectedIds.length < 2) return null;
  const ids = selectedIds.slice(0, 13);
  return (
    <Button component={Link} to={`/directory_merges/create?kind=${kind}&ids=${ids.join(",")}`}>
      {t("links.button", { count: ids.length })}
    </Button>
  );
}
