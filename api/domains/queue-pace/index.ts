export { estimate } from "./estimate.ts";
export { type Expected, expectedFor } from "./expected-for.ts";
export { addWorkingDays } from "./working-days.ts";
