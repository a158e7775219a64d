import { Alert, Button, Typography } from "@mui/material";
import { useEffect, useRef, useState } from "react";
import type { DocumentView } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { clock, shouldRenew } from "./lease.ts";

/** How long the document stays mine; kept by itself while I work, and said plainly when it is over. */
export function LeaseBar({ document, onTake }: { document: DocumentView; onTake: () => void }) {
  const t = useText("documents");
  const claim = document.claim;
  const [now, setNow] = useState(Date.now());
  const active = useRef(Date.now());
  const renew = useVerb((registry, id: number) => registry.renewDocumentLease(id), { announce: false });
  useEffect(() => {
    const touch = () => {
      active.current = Date.now();
    };
    const timer = setInterval(() => setNow(Date.now()), 1000);
    window.addEventListener("keydown", touch, true);
    window.addEventListener("pointerdown", touch, true);
    return () => {
      clearInterval(timer);
      window.removeEventListener("keydown", touch, true);
      window.removeEventListener("pointerdown", touch, true);
    };
  }, []);
  const left = claim ? new Date(claim.until).getTime() - now : 0;
  const due =
    Boolean(claim?.mine) && shouldRenew(left, now - active.current) && !renew.isPending && !renew.isError;
  const ask = renew.mutate;
  useEffect(() => {
    if (due) ask(document.id);
  }, [due, ask, document.id]);

  if (!claim) return null;
  if (!claim.mine) {
    return (
      <Alert severity="info">
        {t("work.takenBy", { name: claim.byName, time: formatMoment(claim.until) })}
      </Alert>
    );
  }
  if (left <= 0) {
    return (
      <Alert
        severity="warning"
        role="alert"
        action={
          <Button color="inherit" onClick={onTake}>
            {t("work.take")}
          </Button>
        }
      >
        {t("work.leaseOver")}
      </Alert>
    );
  }
  return (
    <Typography
      variant="body2"
      component="div"
      sx={{ color: "text.secondary", display: "flex", alignItems: "center", gap: 1 }}
    >
      {t("work.mineFor", { time: clock(left) })}
      <Button onClick={() => ask(document.id)} loading={renew.isPending}>
        {t("work.renew")}
      </Button>
    </Typography>
  );
}
