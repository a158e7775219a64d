export { getNotification } from "./get.ts";
export { listNotifications } from "./list.ts";
export { resendNotification } from "./resend.ts";
