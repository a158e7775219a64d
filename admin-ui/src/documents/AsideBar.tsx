import { Alert, Button } from "@mui/material";
import type { DocumentView } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { useText } from "../shared/useText.ts";

type Props = { document: DocumentView; busy: boolean; onResume?: () => void };

/** Says that the document is put aside, handed to somebody or escalated, and why; it can come back into the line. */
export function AsideBar({ document, busy, onResume }: Props) {
  const t = useText("documents");
  const { deskState, heldUntil, assignedToName, routings } = document;
  const handed = Boolean(assignedToName);
  if ((!deskState || deskState === "queue") && !handed) return null;
  const says =
    deskState === "held"
      ? t("aside.isHeld", { day: formatDay(heldUntil) })
      : deskState === "escalated"
        ? t("aside.isEscalated")
        : t("aside.isWith", { name: assignedToName ?? "" });
  const last = routings?.find(({ note }) => note);
  return (
    <Alert
      severity="info"
      action={
        onResume ? (
          <Button color="inherit" onClick={onResume} loading={busy}>
            {t("aside.resume")}
          </Button>
        ) : undefined
      }
    >
      {says}
      {last ? ` ${last.routedByName ?? ""}: “${last.note}”` : ""}
    </Alert>
  );
}
