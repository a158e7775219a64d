export { type DeskSettings, readDeskSettings } from "./read.ts";
export { updateDeskSettings } from "./update.ts";
