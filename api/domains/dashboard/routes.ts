import { resource } from "../../http/resource.ts";
import { getOverview } from "./overview.ts";

export const dashboardRoutes = resource("dashboard", { reads: { overview: getOverview } });
