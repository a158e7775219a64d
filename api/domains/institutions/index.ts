export { type ImportCounts, importInstitutions, type RejectedRow } from "./import.ts";
