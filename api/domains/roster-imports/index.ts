export { claimInvitation, ownInvitations, readInvitation } from "./claim-invitation.ts";
export { sweepRosterImports } from "./clear.ts";
export { keepRows, markUnreadable } from "./keep-rows.ts";
export { matchRosterList } from "./match.ts";
