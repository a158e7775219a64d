export { getInstitution } from "./get.ts";
export { type ImportSummary, importInstitutions } from "./import.ts";
export { listInstitutions } from "./list.ts";
export { createInstitution, updateInstitution } from "./write.ts";
