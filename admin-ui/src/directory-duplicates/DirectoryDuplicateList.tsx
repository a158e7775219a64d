import { Box } from "@mui/material";
import { useEffect } from "react";
import { useStore } from "react-admin";
import { useSearchParams } from "react-router";
import { type DirectoryKind, directoryKinds } from "#db/enums.ts";
import { PairListActions } from "../duplicates/DuplicateList.tsx";
import { PairList } from "../duplicates/PairList.tsx";
import type { DirectoryPairRow } from "../providers/wire.ts";
import { useText } from "../shared/useText.ts";

function Side({ side }: { side: DirectoryPairRow["left"] }) {
  const t = useText("directory_duplicates");
  return (
    <Box sx={{ overflowWrap: "anywhere" }}>
      <div>{side.name}</div>
      <div style={{ opacity: 0.75, fontSize: "0.75rem" }}>
        {[side.number, side.detail, side.retired ? t("retired") : null].filter(Boolean).join(" · ")}
      </div>
      <div style={{ opacity: 0.75, fontSize: "0.75rem" }}>
        {t("filled", { count: side.completeness, of: side.of })}
      </div>
    </Box>
  );
}

/** What the list's own address says of the kind; it may be anything. */
function kindIn(filter: string | null): DirectoryKind | undefined {
  try {
    const { kind } = JSON.parse(filter ?? "{}") as { kind?: unknown };
    return directoryKinds.find((each) => each === kind);
  } catch {
    return undefined;
  }
}

/** Which kind is looked at: what the address says, else where one was last. */
function useKind(): DirectoryKind {
  const [query] = useSearchParams();
  const asked = kindIn(query.get("filter"));
  const [last, keep] = useStore<DirectoryKind>("directory_duplicates.kind", "programs");
  useEffect(() => {
    if (asked && asked !== last) keep(asked);
  }, [asked, last, keep]);
  return asked ?? last;
}

/** Pairs of one kind of directory records that may be one, with the reasons in words, as the people's list has them. */
export function DirectoryDuplicateList() {
  const kind = useKind();
  return (
    <PairList<DirectoryPairRow>
      kind={kind}
      filter={{ kind }}
      actions={(blind) => <PairListActions blind={blind} kind={kind} />}
      left={(row) => <Side side={row.left} />}
      right={(row) => <Side side={row.right} />}
    />
  );
}
