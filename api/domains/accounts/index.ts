export { createStaff } from "./create-staff.ts";
export { hashPassword } from "./internal.ts";
export { loadActor } from "./load-actor.ts";
export { verifyPassword } from "./verify-password.ts";
