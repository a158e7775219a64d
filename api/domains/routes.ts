import type { ResourceRoutes } from "../http/resource.ts";
import { announcementRoutes } from "./announcements/routes.ts";
import { auditRoutes } from "./audit/routes.ts";
import { dashboardRoutes } from "./dashboard/routes.ts";
import { employmentRoutes } from "./employment/routes.ts";
import { participantRoutes } from "./participants/routes.ts";
import { programRoutes } from "./programs/routes.ts";
import { staffRoutes } from "./staff/routes.ts";

/** Every resource of the API, in the order of the console's menu. */
export const routes: readonly ResourceRoutes[] = [
  dashboardRoutes,
  participantRoutes,
  programRoutes,
  employmentRoutes,
  announcementRoutes,
  auditRoutes,
  staffRoutes,
];
