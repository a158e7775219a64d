export { getProgram } from "./get.ts";
export { listPrograms } from "./list.ts";
