export { approveNameChange, refuseNameChange, withdrawNameChange } from "./decide.ts";
export { listNameChanges } from "./list.ts";
export { requestNameChange } from "./request.ts";
