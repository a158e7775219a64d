export { createCoversheet, markUsed } from "./create.ts";
export { findByCodes, getCoversheet, readCoversheetFile } from "./get.ts";
