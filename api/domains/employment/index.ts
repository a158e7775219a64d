export { confirmEmployment } from "./decide.ts";
export { getEmployment } from "./get.ts";
export { listEmployments } from "./list.ts";
export { reportEmployment, updateEmployment } from "./save.ts";
