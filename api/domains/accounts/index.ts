export { changeLoginEmail } from "./change-login-email.ts";
export { confirmEmail } from "./confirm-email.ts";
export { createStaff } from "./create-staff.ts";
export { hashPassword } from "./internal.ts";
export { linkWorks } from "./links.ts";
export { loadActor } from "./load-actor.ts";
export { type OwnIdentity, ownIdentity } from "./own-identity.ts";
export { requestPasswordReset, resetPassword } from "./reset-password.ts";
export { verifyPassword } from "./verify-password.ts";
