import { Box } from "@mui/material";
import type { Enums } from "../providers/catalogue.ts";
import type { Tone } from "../providers/tokens.ts";
import { useEnum } from "./useText.ts";

/** The tone of each value that has one; everything else is quiet. */
const toneOf: Record<string, Tone> = {
  active: "good",
  current: "good",
  verified: "good",
  approved: "good",
  granted: "good",
  confirmed: "good",
  attended: "good",
  published: "good",
  done: "good",
  sent: "good",
  agreed: "good",
  disagreed: "bad",
  waiting: "waiting",
  upheld: "info",
  changed: "info",
  filed: "good",
  pending: "waiting",
  ready: "waiting",
  unverified: "waiting",
  requested: "waiting",
  reported: "waiting",
  queued: "waiting",
  waitlisted: "waiting",
  applied: "waiting",
  open: "waiting",
  answered: "info",
  resolved: "good",
  proposed: "waiting",
  action_required: "waiting",
  unconfirmed: "waiting",
  stipend_deadline: "waiting",
  licensing_visit: "bad",
  permit_renewal: "info",
  strong: "bad",
  likely: "waiting",
  possible: "info",
  not_accepted: "bad",
  unreadable: "bad",
  refused: "bad",
  revoked: "bad",
  declined: "bad",
  denied: "bad",
  failed: "bad",
  disabled: "bad",
  suspended: "bad",
  cancelled: "bad",
  no_show: "bad",
  expired: "bad",
  running: "info",
  processing: "info",
  enrolled: "info",
  invite_only: "info",
  merged: "info",
};

/** A word on a tint: the status is always readable without its colour. */
export const ToneChip = ({
  tone,
  children,
  title,
}: {
  tone: Tone;
  children: React.ReactNode;
  title?: string;
}) => (
  <Box
    component="span"
    title={title}
    sx={(theme) => ({
      display: "inline-block",
      px: 0.75,
      py: "1px",
      borderRadius: "4px",
      border: "1px solid",
      borderColor: theme.palette.status[tone].edge,
      backgroundColor: theme.palette.status[tone].bg,
      color: theme.palette.status[tone].fg,
      fontSize: "0.75rem",
      fontWeight: 600,
      lineHeight: 1.5,
      whiteSpace: "nowrap",
      verticalAlign: "middle",
    })}
  >
    {children}
  </Box>
);

/** A status or kind of `db/enums.ts` as a chip. */
export function StatusChip({ of, value }: { of: keyof Enums; value: string | null | undefined }) {
  const word = useEnum();
  if (!value) return null;
  return <ToneChip tone={toneOf[value] ?? "quiet"}>{word(of, value)}</ToneChip>;
}
