import {
  Skeleton,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import type { ReactNode } from "react";
import type { RaRecord, SortPayload } from "react-admin";
import { Link } from "react-router";
import { Empty, ErrorNote } from "./Notes.tsx";
import { useRead } from "./useRead.ts";
import { useText } from "./useText.ts";

export type PlainColumn<Row> = { label: string; render: (row: Row) => ReactNode; narrow?: boolean };

type TableProps<Row> = {
  rows: readonly Row[];
  columns: readonly PlainColumn<Row>[];
  keyOf: (row: Row) => string | number;
  empty: string;
};

/** A small table without pages, for what hangs on one record. */
export function PlainTable<Row>({ rows, columns, keyOf, empty }: TableProps<Row>) {
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  const hide = (column: PlainColumn<Row>) =>
    column.narrow === false ? { display: { xs: "none", sm: "table-cell" } } : undefined;
  return (
    <TableContainer>
      <Table size="small">
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableCell key={column.label} component={column.label ? "th" : "td"} sx={hide(column)}>
                {column.label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={keyOf(row)} hover>
              {columns.map((column) => (
                <TableCell key={column.label} sx={{ ...hide(column), overflowWrap: "anywhere" }}>
                  {column.render(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

type Props<Row extends RaRecord> = {
  resource: string;
  filter: Record<string, unknown>;
  sort: SortPayload;
  columns: readonly PlainColumn<Row>[];
  empty: string;
};
const most = 50;

/** The rows of another resource that belong to a record; past fifty, the list with the same filter takes over. */
export function RelatedTable<Row extends RaRecord>({ resource, filter, sort, columns, empty }: Props<Row>) {
  const t = useText("shared");
  const { data, error, isPending, refetch } = useRead(
    [resource, "getList", "related", filter, sort],
    (registry) => registry.getList<Row>(resource, { filter, sort, pagination: { page: 1, perPage: most } }),
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton height={80} />;
  const all = `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
  return (
    <>
      <PlainTable rows={data.data} columns={columns} keyOf={(row) => row.id} empty={empty} />
      {(data.total ?? 0) > most ? (
        <Typography variant="body2" sx={{ mt: 1 }}>
          <Link to={all}>{t("more")}</Link>
        </Typography>
      ) : null}
    </>
  );
}
