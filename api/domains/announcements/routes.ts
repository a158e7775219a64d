import { resource } from "../../http/resource.ts";
import { getAnnouncement, listAnnouncements } from "./list.ts";
import { createAnnouncement, updateAnnouncement } from "./save.ts";

export const announcementRoutes = resource("announcements", {
  list: listAnnouncements,
  get: getAnnouncement,
  create: createAnnouncement,
  update: updateAnnouncement,
});
