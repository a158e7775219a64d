import { resource } from "../../http/resource.ts";
import { getDeskSettings } from "./read.ts";
import { updateDeskSettings } from "./update.ts";

export const deskSettingsRoutes = resource("desk-settings", {
  get: getDeskSettings,
  update: updateDeskSettings,
});
