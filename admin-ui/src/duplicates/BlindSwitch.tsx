import { Button } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { DirectoryKind } from "#db/enums.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";

/** Hides likeness from oneself, at every door of the registry, or shows it again. */
export function BlindSwitch({ blind, kind }: { blind: boolean; kind?: DirectoryKind | undefined }) {
  const t = useText("duplicates");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const judge = useVerb((registry, hide: boolean) => registry.judgeBlind(hide), {
    refresh: false,
    onDone: (answer) => {
      // What was told before is forgotten, and the address may carry an order or a filter that is refused from now on.
      queries.removeQueries({
        predicate: ({ queryKey: [name, what] }) =>
          name === "directory_duplicates" || (name === "duplicates" && what !== "blind"),
      });
      queries.setQueryData(["duplicates", "blind"], answer);
      navigate(kind ? "/directory_duplicates" : "/duplicates", { replace: true });
    },
  });
  return (
    <Button onClick={() => judge.mutate(!blind)} loading={judge.isPending} aria-pressed={blind}>
      {t(blind ? "blind.off" : "blind.on")}
    </Button>
  );
}
