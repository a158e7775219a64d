import { Button, Typography } from "@mui/material";
import { Link } from "react-router";
import type { DirectoryKind } from "#db/enums.ts";
import type { DuplicateRow } from "../providers/wire.ts";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { BlindSwitch } from "./BlindSwitch.tsx";
import { PairList } from "./PairList.tsx";
import { Others, peopleOf, Side } from "./Side.tsx";

/** What is done above a worklist: judging blind, merging any two, another look at all. */
export function PairListActions({ blind, kind }: { blind: boolean; kind?: DirectoryKind }) {
  const t = useText("duplicates");
  const can = useCan();
  const scan = useVerb((registry, _: undefined) => registry.scanDuplicates(kind), {
    done: t("list.scanned"),
  });
  return (
    <>
      <BlindSwitch blind={blind} kind={kind} />
      {can("merges:create") && !kind ? (
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
  );
}

/** Pairs and groups that may be one person, strongest first, with the reasons in words. */
export function DuplicateList() {
  const t = useText("duplicates");
  return (
    <PairList<DuplicateRow>
      filter={{ entries: true }}
      actions={(blind) => <PairListActions blind={blind} />}
      left={(row) => <Side side={peopleOf(row)[0]!} />}
      right={(row) => <Others people={peopleOf(row).slice(1)} />}
      below={(row) =>
        peopleOf(row).length > 2 ? (
          <Typography variant="body2">{t("group.count", { count: peopleOf(row).length })}</Typography>
        ) : null
      }
    />
  );
}
