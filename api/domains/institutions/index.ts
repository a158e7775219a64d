export { getInstitution } from "./get.ts";
export { type ImportCounts, importInstitutions, type RejectedRow } from "./import.ts";
export { listInstitutions } from "./list.ts";
export { createInstitution, updateInstitution } from "./write.ts";
