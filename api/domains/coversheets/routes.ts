import { resource } from "../../http/resource.ts";
import { createCoversheet } from "./create.ts";
import { getCoversheet, readCoversheetFile } from "./get.ts";

export const coversheetRoutes = resource("coversheets", {
  create: createCoversheet,
  get: getCoversheet,
  downloads: { pdf: readCoversheetFile },
});
