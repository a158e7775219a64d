export { createSponsor } from "./create.ts";
export { getSponsor } from "./get.ts";
export { holdsForSponsor, loadSponsor, readsEverything, requireSponsor } from "./internal.ts";
export { listSponsors } from "./list.ts";
export { updateSponsor } from "./update.ts";
