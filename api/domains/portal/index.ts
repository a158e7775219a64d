export { ownRecord } from "./own-record.ts";
export { ownPlacesInLine } from "./places-in-line.ts";
