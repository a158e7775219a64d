import { Box, Skeleton, Stack } from "@mui/material";
import type { ReactNode } from "react";
import { type RaRecord, ShowBase, useShowContext } from "react-admin";
import { ErrorNote } from "./Notes.tsx";
import { PageHead } from "./Panel.tsx";

type Parts<Row> = {
  title: (row: Row) => string;
  chips?: (row: Row) => ReactNode;
  actions?: (row: Row) => ReactNode;
  children: (row: Row) => ReactNode;
  /** True once the whole record is here, not only its row of a list. */
  whole?: (row: Row) => boolean;
};

function Loaded<Row extends RaRecord>({ title, chips, actions, children, whole }: Parts<Row>) {
  const { record, error, refetch } = useShowContext<Row>();
  if (error) return <ErrorNote error={error as Error} onRetry={() => void refetch()} />;
  if (!record || (whole && !whole(record))) return <Skeleton variant="rounded" height={240} />;
  return (
    <Box>
      <PageHead title={title(record)} chips={chips?.(record)}>
        {actions?.(record)}
      </PageHead>
      <Stack sx={{ gap: 1.5 }}>{children(record)}</Stack>
    </Box>
  );
}

/** One record on a page: heading with its status and actions, then its parts. */
export const RecordPage = <Row extends RaRecord>(
  props: Parts<Row> & {
    refetchInterval?: (row: Row | undefined) => number | false;
  },
) => (
  <ShowBase<Row>
    queryOptions={{
      ...(props.refetchInterval
        ? {
            refetchInterval: (query) => props.refetchInterval?.(query.state.data as Row | undefined) ?? false,
          }
        : {}),
    }}
  >
    <Loaded<Row> {...props} />
  </ShowBase>
);

/** Two columns where there is room. */
export const TwoColumns = ({ children }: { children: ReactNode }) => (
  <Box
    sx={{
      display: "grid",
      gap: 1.5,
      alignItems: "start",
      gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) minmax(0, 1fr)" },
    }}
  >
    {children}
  </Box>
);
