export { getNotification } from "./get.ts";
export { listNotifications, notificationList } from "./list.ts";
export { resendNotification } from "./resend.ts";
