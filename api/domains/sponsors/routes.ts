import { resource } from "../../http/resource.ts";
import { createSponsor } from "./create.ts";
import { getSponsor } from "./get.ts";
import { listSponsors } from "./list.ts";
import { updateSponsor } from "./update.ts";

export const sponsorRoutes = resource("sponsors", {
  list: listSponsors,
  get: getSponsor,
  create: createSponsor,
  update: updateSponsor,
});
