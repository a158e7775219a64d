import { resource } from "../../http/resource.ts";
import { createMembershipCard } from "./create.ts";
import { readMembershipCardFile } from "./get.ts";

export const membershipCardRoutes = resource("membership-cards", {
  create: createMembershipCard,
  downloads: { pdf: readMembershipCardFile },
});
