import { Box, Typography } from "@mui/material";
import type { DocumentView } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { Moment } from "../shared/Moments.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useEnum, useText } from "../shared/useText.ts";

/** Where the document has been at the desk, newest first: put aside, handed over, escalated, returned. */
export function RoutingsPanel({ document }: { document: DocumentView }) {
  const t = useText("documents");
  const word = useEnum();
  if (!document.routings?.length) return null;
  return (
    <Panel title={t("aside.history")}>
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0, display: "grid", gap: 1 }}>
        {document.routings.map((routing) => (
          <li key={routing.id}>
            <Typography variant="body2">
              <b>{word("routingAction", routing.action)}</b>
              {routing.toName ? ` → ${routing.toName}` : ""}
              {routing.heldUntil ? ` ${t("aside.until", { day: formatDay(routing.heldUntil) })}` : ""}{" "}
              <Typography component="span" variant="body2" sx={{ color: "text.secondary" }}>
                {routing.routedByName ?? t("aside.byItself")} · <Moment value={routing.createdAt} />
              </Typography>
            </Typography>
            {routing.note ? (
              <Typography variant="body2" sx={{ overflowWrap: "anywhere" }}>
                {routing.note}
              </Typography>
            ) : null}
          </li>
        ))}
      </Box>
    </Panel>
  );
}
