import { resource } from "../../http/resource.ts";
import { createStaff } from "../accounts/index.ts";
import { getStaff, listStaff } from "./list.ts";
import { disableStaff, enableStaff } from "./set-status.ts";

export const staffRoutes = resource("staff", {
  list: listStaff,
  get: getStaff,
  create: createStaff,
  actions: { disable: disableStaff, enable: enableStaff },
});
