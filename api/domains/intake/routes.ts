import { resource } from "../../http/resource.ts";
import { discardIntakeScan } from "./discard.ts";
import { fileIntakeScan } from "./file.ts";
import { getIntakeScan, readScanOriginal, readScanPage, readScanThumbnail } from "./get.ts";
import { listIntakeScans } from "./list.ts";
import { uploadIntakeScan } from "./upload.ts";

export const intakeRoutes = resource("intake-scans", {
  list: listIntakeScans,
  get: getIntakeScan,
  uploads: { upload: uploadIntakeScan },
  actions: { file: fileIntakeScan, discard: discardIntakeScan },
  downloads: {
    "pages/:page": readScanPage,
    "pages/:page/thumbnail": readScanThumbnail,
    original: readScanOriginal,
  },
});
