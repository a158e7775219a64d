import type { SxProps, Theme } from "@mui/material";
import { Box, Card, Stack, Typography } from "@mui/material";
import { type ReactNode, useId } from "react";
import { useDocumentTitle } from "./PageTitle.tsx";

type PanelProps = {
  title?: ReactNode;
  /** Buttons or a number beside the title. */
  aside?: ReactNode;
  children: ReactNode;
  sx?: SxProps<Theme>;
  dense?: boolean;
};

/** One framed part of a page with its heading. */
export function Panel({ title, aside, children, sx, dense }: PanelProps) {
  const id = useId();
  return (
    <Card
      component="section"
      aria-labelledby={title ? id : undefined}
      sx={{ p: dense ? 1 : 1.5, minWidth: 0, ...sx }}
    >
      {title || aside ? (
        <Stack
          direction="row"
          sx={{ mb: 1, gap: 1, alignItems: "center", justifyContent: "space-between", flexWrap: "wrap" }}
        >
          {title ? (
            <Typography variant="h2" id={id}>
              {title}
            </Typography>
          ) : (
            <span />
          )}
          {aside ? (
            <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
              {aside}
            </Stack>
          ) : null}
        </Stack>
      ) : null}
      {children}
    </Card>
  );
}

export type Fact = { label: ReactNode; value: ReactNode; wide?: boolean };

/** Label and value pairs; empty values are left out. */
export function Facts({ facts, columns = 2 }: { facts: readonly (Fact | null | false)[]; columns?: number }) {
  const shown = facts.filter(
    (fact): fact is Fact => Boolean(fact) && (fact as Fact).value !== null && (fact as Fact).value !== "",
  );
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: "grid",
        gridTemplateColumns: { xs: "1fr", sm: `repeat(${columns}, minmax(0, 1fr))` },
        columnGap: 2,
        rowGap: 1,
      }}
    >
      {shown.map(({ label, value, wide }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of the facts is fixed
        <Box key={index} sx={{ minWidth: 0, gridColumn: wide ? "1 / -1" : undefined }}>
          <Typography component="dt" variant="caption" sx={{ color: "text.secondary" }}>
            {label}
          </Typography>
          <Typography component="dd" variant="body1" sx={{ m: 0, overflowWrap: "anywhere" }}>
            {value ?? "—"}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

/** Heading of a page with its actions on the right. */
export function PageHead({
  title,
  chips,
  children,
}: {
  title: ReactNode;
  chips?: ReactNode;
  children?: ReactNode;
}) {
  useDocumentTitle(typeof title === "string" ? title : undefined);
  return (
    <Stack
      direction="row"
      sx={{ mb: 1.5, gap: 1, alignItems: "center", justifyContent: "space-between", flexWrap: "wrap" }}
    >
      <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap", minWidth: 0 }}>
        <Typography variant="h1" sx={{ overflowWrap: "anywhere" }}>
          {title}
        </Typography>
        {chips}
      </Stack>
      <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
        {children}
      </Stack>
    </Stack>
  );
}
