export { importInstitutions } from "./import.ts";
