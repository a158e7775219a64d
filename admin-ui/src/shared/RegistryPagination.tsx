import { TablePagination, Toolbar } from "@mui/material";
import { useListPaginationContext } from "react-admin";
import { useText } from "./useText.ts";

/** Totals are counted up to here; one more means "more than". */
const totalCap = 10_000;

/** Pages of a list. A total past the cap is said as "more than 10,000": nothing counts a million rows for a label. */
export function RegistryPagination() {
  const t = useText("shared");
  const { isPending, page, perPage, total, setPage, setPerPage } = useListPaginationContext();
  if (isPending) return <Toolbar variant="dense" />;
  if (!total || page > Math.ceil(total / perPage)) return null;
  return (
    <TablePagination
      component="div"
      count={total}
      page={page - 1}
      rowsPerPage={perPage}
      rowsPerPageOptions={[25, 50, 100]}
      onPageChange={(_event, next) => setPage(next + 1)}
      onRowsPerPageChange={(event) => setPerPage(Number(event.target.value))}
      showFirstButton
      labelRowsPerPage={t("rowsPerPage")}
      labelDisplayedRows={({ from, to, count }) =>
        count > totalCap
          ? t("overCap", { from, to })
          : t("range", { from, to, total: count.toLocaleString("en-US") })
      }
      sx={{ "& .MuiTablePagination-toolbar": { minHeight: 44, flexWrap: "wrap" } }}
    />
  );
}
