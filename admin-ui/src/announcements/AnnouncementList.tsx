import { DataTable } from "react-admin";
import type { AnnouncementRow } from "../providers/wire.ts";
import { Day } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable } from "../shared/RegistryList.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";

const Column = DataTable.Col<AnnouncementRow>;

/** What stands on the public home page. */
export function AnnouncementList() {
  const t = useText("announcements");
  const shared = useText("shared");
  const can = useCan();
  const write = can("announcements:write");
  return (
    <RegistryList sort={{ field: "publishedOn", order: "DESC" }} hasCreate={write}>
      <RegistryTable<AnnouncementRow> empty={t("empty")} rowClick={write ? "edit" : false}>
        <Column source="title" disableSort render={(row) => <Clipped width={420}>{row.title}</Clipped>} />
        <Column source="isNew" disableSort sx={mediumUp} render={(row) => shared(row.isNew ? "yes" : "no")} />
        <Column source="publishedOn" render={(row) => <Day value={row.publishedOn} />} />
        <Column
          source="expiresOn"
          disableSort
          sx={mediumUp}
          render={(row) => <Day value={row.expiresOn} />}
        />
      </RegistryTable>
    </RegistryList>
  );
}
