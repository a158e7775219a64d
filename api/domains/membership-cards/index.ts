export { createMembershipCard } from "./create.ts";
export { readMembershipCardFile } from "./get.ts";
