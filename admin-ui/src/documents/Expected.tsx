import { useListContext } from "react-admin";
import type { DocumentRow } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { useRead } from "../shared/useRead.ts";

/** Place in the line and expected day of a row. The rows of a page ask together, once. M6 */
export function Expected({ id }: Pick<DocumentRow, "id">) {
  const { data } = useListContext<DocumentRow>();
  const ids = (data ?? []).filter(({ status }) => status === "unverified").map((row) => row.id);
  const places = useRead(["documents", "places", ids], (registry) => registry.documentPlaces(ids), {
    enabled: ids.length > 0,
    keepLast: true,
    staleTime: 15_000,
  });
  const found = places.data?.find((each) => each.id === id);
  if (!found) return null;
  return (
    <span data-place="" style={{ whiteSpace: "nowrap" }}>
      {[found.place.toLocaleString("en-US"), found.expectedOn && formatDay(found.expectedOn)]
        .filter(Boolean)
        .join(" · ")}
    </span>
  );
}
