export { readDeskSettings } from "./read.ts";
export { updateDeskSettings } from "./update.ts";
