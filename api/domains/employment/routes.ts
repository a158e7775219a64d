import { resource } from "../../http/resource.ts";
import { confirmEmployment, declineEmployment } from "./decide.ts";
import { getEmployment } from "./get.ts";
import { listEmployments } from "./list.ts";
import { reportEmployment, updateEmployment } from "./save.ts";

export const employmentRoutes = resource("employments", {
  list: listEmployments,
  get: getEmployment,
  create: reportEmployment,
  update: updateEmployment,
  actions: { confirm: confirmEmployment, decline: declineEmployment },
});
