import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link as MuiLink,
  Typography,
} from "@mui/material";
import { useId } from "react";
import { Link } from "react-router";
import type { MemoryRow, OtherWay } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";

export type Corrected = { row: MemoryRow; otherWay: OtherWay[] };

/** The verified rows that say otherwise than the corrected memory, each a link to its document. */
export function OtherWayDialog({ corrected, onClose }: { corrected: Corrected; onClose: () => void }) {
  const t = useText("course-memory");
  const vocabulary = useVocabulary();
  const id = useId();
  const { row, otherWay } = corrected;
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id}>{t("otherTitle")}</DialogTitle>
      <DialogContent>
        <Typography variant="body2">
          {t("otherLead", { smart_count: otherWay.length, course: row.courseNumber })}
        </Typography>
        <ul>
          {otherWay.map((each) => (
            <li key={each.courseId}>
              <Typography variant="body2">
                <MuiLink component={Link} to={`/documents/${each.documentId}/show`}>
                  {t("otherRow", {
                    id: each.documentId,
                    number: each.registryNumber,
                    class: vocabulary?.classificationLabels[each.classification] ?? each.classification,
                  })}
                </MuiLink>
                {each.decidedAt ? `, ${t("otherOn", { day: formatDay(each.decidedAt) })}` : ""}
              </Typography>
            </li>
          ))}
        </ul>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t("close")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
