export { decideInstructor } from "./decide.ts";
export { listInstructors } from "./list.ts";
export { listPublishedInstructors } from "./published.ts";
