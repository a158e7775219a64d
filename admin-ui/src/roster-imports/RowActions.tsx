import { Button, Stack } from "@mui/material";
import type { DecideRow, ImportedRow, RosterImportView } from "../providers/wire.ts";
import { useIsStaff } from "../shared/useIsStaff.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { ChooseDialog } from "./ChooseDialog.tsx";
import { CorrectDialog } from "./CorrectDialog.tsx";
import { isOpen } from "./outcomes.ts";

/** What can be done with one row now. */
export function RowActions({ list, row }: { list: RosterImportView; row: ImportedRow }) {
  const t = useText("roster-imports");
  const isStaff = useIsStaff();
  const decide = useVerb(
    (registry, decision: DecideRow["decision"]) =>
      registry.decideListRow({ id: list.id, rowId: row.id, decision }),
    { done: t("row.decided") },
  );
  const revoke = useVerb((registry, _: undefined) => registry.revokeInvitation(list.id, row.id), {
    done: t("row.revoked"),
  });
  if (!isOpen(list, row)) return null;
  const { outcome } = row;
  // Staff may choose anybody by number; cells are corrected by who brought the list in.
  const choosable = row.candidates.length > 0 || (isStaff && outcome !== "invalid");
  const own = isStaff === list.byStaff;
  const left = outcome === "left_out";
  return (
    <Stack direction="row" sx={{ gap: 0.5, justifyContent: { sm: "flex-end" }, flexWrap: "wrap" }}>
      {choosable ? (
        <VerbButton
          size="small"
          label={t("row.choose")}
          variant={outcome === "look" ? "contained" : "outlined"}
        >
          {(close) => <ChooseDialog list={list} row={row} onClose={close} />}
        </VerbButton>
      ) : null}
      {own && (outcome === "invalid" || outcome === "not_placed") ? (
        <VerbButton size="small" label={t("row.correct")}>
          {(close) => <CorrectDialog list={list} row={row} onClose={close} />}
        </VerbButton>
      ) : null}
      {outcome === "invited" && list.status === "applied" ? (
        <Button
          size="small"
          color="inherit"
          loading={revoke.isPending}
          onClick={() => revoke.mutate(undefined)}
        >
          {t("row.revoke")}
        </Button>
      ) : list.status === "ready" && row.reason !== "did_not_come" && outcome !== "unchanged" ? (
        <Button
          size="small"
          color="inherit"
          loading={decide.isPending}
          onClick={() => decide.mutate({ as: "left_out", leftOut: !left })}
        >
          {t(left ? "row.takeIn" : "row.leaveOut")}
        </Button>
      ) : null}
    </Stack>
  );
}
