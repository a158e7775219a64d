export { discardIntakeScan } from "./discard.ts";
export { fileIntakeScan } from "./file.ts";
export { getIntakeScan } from "./get.ts";
export { loadPages } from "./internal.ts";
export { filesItself, proposeParts } from "./propose-parts.ts";
export { uploadIntakeScan } from "./upload.ts";
