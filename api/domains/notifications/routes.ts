import { resource } from "../../http/resource.ts";
import { getNotification, listNotifications, resendNotification } from "./index.ts";

export const notificationRoutes = resource("notifications", {
  list: listNotifications,
  get: getNotification,
  actions: { resend: resendNotification },
});
