import { resource } from "../../http/resource.ts";
import { applyList } from "./apply.ts";
import { pasteList, uploadList } from "./bring-in.ts";
import { discardList, mapList } from "./change-list.ts";
import { correctRow, decideRow, revokeInvitation } from "./decide-row.ts";
import { getRosterImport } from "./get.ts";
import { listRosterImports } from "./list.ts";
import { downloadNotPlaced } from "./not-placed.ts";

export const rosterImportRoutes = resource("roster-imports", {
  list: listRosterImports,
  get: getRosterImport,
  uploads: { upload: uploadList },
  collectionActions: { paste: pasteList },
  actions: {
    map: mapList,
    "correct-row": correctRow,
    "decide-row": decideRow,
    apply: applyList,
    discard: discardList,
    "revoke-invitation": revokeInvitation,
  },
  downloads: { "not-placed": downloadNotPlaced },
});
