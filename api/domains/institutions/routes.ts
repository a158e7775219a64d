import { resource } from "../../http/resource.ts";
import { getInstitution } from "./get.ts";
import { listInstitutions } from "./list.ts";
import { createInstitution, updateInstitution } from "./write.ts";

export const institutionRoutes = resource("institutions", {
  list: listInstitutions,
  get: getInstitution,
  create: createInstitution,
  update: updateInstitution,
});
