import type { SxProps, Theme } from "@mui/material";

/** A spreadsheet's look: cells touch, the one with the focus is outlined, a wrong one is tinted and says why below. */
export const gridStyles: SxProps<Theme> = (theme) => ({
  borderCollapse: "collapse",
  tableLayout: "fixed",
  fontSize: "0.8125rem",
  minWidth: "100%",
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
  "& td.tool": { border: 0, pl: 0.25 },
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
  // Narrow as a cell is, the browser's own arrow would lie over the word.
  "& select": {
    appearance: "none",
    pr: "13px",
    backgroundImage:
      "linear-gradient(45deg, transparent 50%, currentColor 50%), linear-gradient(135deg, currentColor 50%, transparent 50%)",
    backgroundSize: "4px 4px",
    backgroundPosition: "right 6px center, right 2px center",
    backgroundRepeat: "no-repeat",
  },
  "& option": { backgroundColor: theme.palette.background.paper, color: theme.palette.text.primary },
  "& input:disabled, & select:disabled": {
    color: "text.primary",
    opacity: 1,
    WebkitTextFillColor: "currentColor",
  },
  "& input:focus, & select:focus": { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: -2 },
});
