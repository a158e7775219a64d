export { claimNextSecondLook, releaseSecondLook } from "./claim.ts";
export { considerSecondLook } from "./consider.ts";
export { getSecondLook } from "./get.ts";
export { looksWaitingFor } from "./internal.ts";
export { listSecondLooks } from "./list.ts";
export { settleSecondLook } from "./settle.ts";
export { submitSecondLook } from "./submit.ts";
