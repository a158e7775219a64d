import { Box } from "@mui/material";
import type { ReactElement, ReactNode } from "react";
import {
  CreateButton,
  DataTable,
  type DataTableProps,
  FilterButton,
  List,
  type ListProps,
  type RaRecord,
  TopToolbar,
  useListContext,
  useResourceContext,
  useTranslate,
} from "react-admin";
import { KeyboardBody, moveRow } from "./KeyboardRows.tsx";
import { useKey } from "./keys.ts";
import { Empty, ErrorNote } from "./Notes.tsx";
import { PageHead } from "./Panel.tsx";
import { RegistryPagination } from "./RegistryPagination.tsx";
import { useText } from "./useText.ts";

function ListFailed() {
  const { error, refetch } = useListContext();
  return error ? <ErrorNote error={error as Error} onRetry={() => void refetch()} /> : null;
}

type Props = Omit<ListProps, "empty" | "actions"> & {
  filters?: ReactElement[];
  /** Buttons beside the filters; the create button comes by itself where the role may create. */
  actions?: ReactNode;
  hasCreate?: boolean;
  children: ReactNode;
};

/** A list as every screen here has it: filters above, 25 rows, no export of its own (reports are runs). */
export function RegistryList({ filters, actions, hasCreate = false, children, ...list }: Props) {
  const optional = filters?.some((each) => !(each.props as { alwaysOn?: boolean }).alwaysOn) ?? false;
  const resource = useResourceContext();
  const translate = useTranslate();
  return (
    <>
      <PageHead title={translate(`resources.${resource}.name`, { smart_count: 2 })} />
      <List
        exporter={false}
        perPage={25}
        empty={false}
        error={<ListFailed />}
        pagination={<RegistryPagination />}
        filters={filters}
        actions={
          <TopToolbar
            sx={{
              flexWrap: { xs: "wrap", md: "nowrap" },
              flexShrink: 0,
              gap: 1,
              alignItems: "center",
              p: 0,
              // On a phone react-admin paints it as a bar, also where nothing stands in it.
              bgcolor: { xs: "transparent" },
              minHeight: { xs: 0, sm: 64 },
            }}
          >
            {actions}
            {optional ? <FilterButton /> : null}
            {hasCreate ? <CreateButton variant="contained" /> : null}
          </TopToolbar>
        }
        {...list}
      >
        {children}
      </List>
    </>
  );
}

/** Filters that a tab stands for: an empty tab is simply empty. */
const ofViews = new Set(["status", "mine", "waiting", "forMe", "verified", "overdue"]);

function NoRows({ empty, views = [] }: { empty?: string; views?: readonly string[] }) {
  const { filterValues } = useListContext();
  const t = useText("shared");
  const filtered = Object.keys(filterValues ?? {}).some((key) => !ofViews.has(key) && !views.includes(key));
  return <Empty>{filtered ? t("emptyFiltered") : (empty ?? t("emptyList"))}</Empty>;
}

type TableProps<Row extends RaRecord> = Omit<DataTableProps<Row>, "empty" | "bulkActionButtons"> & {
  empty?: string;
  /** Filters of this list that a tab stands for, beside those that stand for one everywhere. */
  views?: readonly string[];
  /** Rows can be chosen, for a button among the list's actions. */
  choosable?: boolean;
  children: ReactNode;
};

/** The button stands among the list's actions, so the bar over the rows stays empty. */
const nothing = <span hidden />;

/** The rows of a list. Nothing is decided in bulk: chosen rows at most open a screen of their own. */
export function RegistryTable<Row extends RaRecord>({
  empty,
  views,
  choosable = false,
  children,
  ...table
}: TableProps<Row>) {
  const t = useText("shared");
  const opens = table.rowClick !== false;
  useKey({ combo: "j", label: t("keys.nextRow"), enabled: opens }, () => moveRow(1));
  useKey({ combo: "k", label: t("keys.previousRow"), enabled: opens }, () => moveRow(-1));
  return (
    <DataTable<Row>
      rowClick="show"
      body={opens ? KeyboardBody : undefined}
      bulkActionButtons={choosable ? nothing : false}
      bulkActionsToolbar={choosable ? nothing : undefined}
      size="small"
      empty={<NoRows empty={empty} views={views} />}
      {...table}
    >
      {children}
    </DataTable>
  );
}

/** For columns a phone has no room for. */
export const wideOnly = { display: { xs: "none", md: "table-cell" } } as const;
export const roomyOnly = { display: { xs: "none", xl: "table-cell" } } as const;
export const mediumUp = { display: { xs: "none", sm: "table-cell" } } as const;

/** A name or title that may be long: cut with its full text as tooltip. */
export const Clipped = ({
  children,
  width = 220,
}: {
  children: string | null | undefined;
  width?: number;
}) => (
  <Box
    component="span"
    title={children ?? undefined}
    sx={{
      display: "inline-block",
      maxWidth: width,
      overflow: "hidden",
      textOverflow: "ellipsis",
      whiteSpace: "nowrap",
      verticalAlign: "bottom",
    }}
  >
    {children || "—"}
  </Box>
);
