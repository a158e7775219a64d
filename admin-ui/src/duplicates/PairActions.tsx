import { Button } from "@mui/material";
import { required, TextInput } from "react-admin";
import type { DuplicateView } from "../providers/wire.ts";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";

type Props = {
  pair: Pick<DuplicateView, "id" | "status" | "version">;
  /** Which of several pairs is meant. */
  which?: string | null;
  /** Of records of the directory, not of people. */
  directory?: boolean;
};

/** Puts a pair aside or takes that back. */
export function PairActions({ pair, which = null, directory = false }: Props) {
  const t = useText("duplicates");
  const can = useCan();
  const reopen = useVerb(
    (registry, _: undefined) =>
      directory
        ? registry.reopenPair(pair.id, pair.version)
        : registry.reopenDuplicate(pair.id, pair.version),
    { done: t("compare.reopened") },
  );
  if (!can("duplicates:decide")) return null;
  if (pair.status === "not_duplicate") {
    return (
      <Button variant="outlined" onClick={() => reopen.mutate(undefined)} loading={reopen.isPending}>
        {t("compare.reopen")}
      </Button>
    );
  }
  return pair.status === "open" ? (
    <VerbButton label={[t("compare.notDuplicate"), which].filter(Boolean).join(": ")}>
      {(close) => (
        <VerbDialog
          title={t(directory ? "compare.notOneTitle" : "compare.notDuplicateTitle")}
          explain={t("compare.notDuplicateExplain")}
          submit={t("compare.notDuplicate")}
          verb={(registry, values: { reason: string }) =>
            directory
              ? registry.markNotOneRecord(pair.id, { ...values, version: pair.version })
              : registry.markNotDuplicate(pair.id, { ...values, version: pair.version })
          }
          done={t("compare.notDuplicateDone")}
          seen={pair}
          onClose={close}
        >
          <TextInput source="reason" label={t("fields.reason")} validate={required()} multiline autoFocus />
        </VerbDialog>
      )}
    </VerbButton>
  ) : null;
}
