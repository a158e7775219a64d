export { approveNameChange, refuseNameChange, withdrawNameChange } from "./decide.ts";
export { getNameChange, listNameChanges } from "./list.ts";
export { requestNameChange } from "./request.ts";
