import type { Theme } from "@mui/material";

/** A field of the grid: as wide as its place, outlined with the focus, underlined where it is doubtful. */
export const fieldStyles = (theme: Theme) => ({
  "& input, & select": {
    display: "block",
    width: "100%",
    height: 27,
    px: 0.5,
    py: 0,
    border: 0,
    font: "inherit",
    fontVariantNumeric: "tabular-nums",
    color: "text.primary",
    backgroundColor: "transparent",
    borderRadius: 0,
    colorScheme: theme.palette.mode,
  },
  "& [data-doubt]": {
    textDecoration: "underline dotted",
    textDecorationThickness: "2px",
    textUnderlineOffset: "3px",
    textDecorationColor: theme.palette.status.waiting.fg,
    boxShadow: `inset 0 -2px 0 ${theme.palette.status.waiting.edge}`,
  },
  "& input:disabled, & select:disabled": {
    color: "text.primary",
    opacity: 1,
    WebkitTextFillColor: "currentColor",
  },
  "& input:focus, & select:focus": { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: -2 },
});

/** A spreadsheet's look: cells touch, the one with the focus is outlined, a wrong one is tinted and says why below. */
export const gridStyles = (theme: Theme) => ({
  borderCollapse: "collapse" as const,
  tableLayout: "fixed" as const,
  width: "100%",
  fontSize: "0.78125rem",
  "& th": {
    textAlign: "left",
    fontWeight: 600,
    fontSize: "0.6875rem",
    color: "text.secondary",
    px: 0.5,
    py: 0.25,
    whiteSpace: "nowrap",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  "& tbody td": { border: `1px solid ${theme.palette.divider}`, p: 0, height: 28 },
  "& tbody td.tool": { border: 0, pl: 0.25, whiteSpace: "nowrap", color: "text.secondary" },
  "& td.tool > *": { display: "inline-block", p: "1px", verticalAlign: "middle" },
  "& td.tool": { textAlign: "right" },
  "& tbody td.origin": { border: 0, color: "text.secondary" },
  "& tbody td.computed": {
    px: 0.5,
    whiteSpace: "nowrap",
    fontVariantNumeric: "tabular-nums",
    color: "text.secondary",
  },
  // Offered and not yet taken: on the reader's tint, with an edge, until somebody accepts it.
  "& tr[data-proposed] td:not(.tool, .origin)": { backgroundColor: theme.palette.status.info.bg },
  "& tr[data-proposed] td.origin": { color: theme.palette.status.info.fg },
  "& tr.problems td": {
    border: 0,
    height: "auto",
    px: 0.75,
    pb: 0.5,
    color: theme.palette.status.bad.fg,
    fontSize: "0.75rem",
  },
  "& tr.problems span": { position: "sticky", left: 6 },
  "& td[data-invalid]": { backgroundColor: theme.palette.status.bad.bg },
  // A narrow cell has no room for the browser's arrow: it comes with the pointer or the cursor.
  "& select": { appearance: "none", textOverflow: "ellipsis" },
  "& select:hover:enabled, & select:focus": {
    backgroundImage:
      "linear-gradient(45deg, transparent 50%, currentColor 50%), linear-gradient(135deg, currentColor 50%, transparent 50%)",
    backgroundSize: "4px 4px",
    backgroundPosition: "right 6px center, right 2px center",
    backgroundRepeat: "no-repeat",
  },
  "& option": { backgroundColor: theme.palette.background.paper, color: theme.palette.text.primary },
  ...fieldStyles(theme),
});
