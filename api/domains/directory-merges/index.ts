export { mergeLinks } from "./links.ts";
