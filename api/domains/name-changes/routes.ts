import { resource } from "../../http/resource.ts";
import { approveNameChange, refuseNameChange, withdrawNameChange } from "./decide.ts";
import { getNameChange, listNameChanges } from "./list.ts";
import { requestNameChange } from "./request.ts";

export const nameChangeRoutes = resource("name_changes", {
  list: listNameChanges,
  get: getNameChange,
  create: requestNameChange,
  actions: { approve: approveNameChange, refuse: refuseNameChange, withdraw: withdrawNameChange },
});
