/** A small table of numbers: the words left, the numbers right under each other. */
export const tableStyles = {
  width: "100%",
  borderCollapse: "collapse",
  fontSize: "0.8125rem",
  fontVariantNumeric: "tabular-nums",
  "& th, & td": {
    textAlign: "left",
    py: 0.5,
    pr: 1.5,
    borderBottom: 1,
    borderColor: "divider",
    whiteSpace: "nowrap",
    fontWeight: 400,
  },
  "& thead th": { color: "text.secondary", fontWeight: 600 },
  "& .number": { textAlign: "right" },
  "& .number + :not(.number)": { pl: 1.5 },
  "& tbody tr:last-of-type > *": { borderBottom: 0 },
} as const;
