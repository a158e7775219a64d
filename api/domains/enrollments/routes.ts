import { resource } from "../../http/resource.ts";
import { enroll } from "./enroll.ts";
import { getEnrollment } from "./get.ts";
import { listEnrollments } from "./list.ts";
import { withdraw } from "./withdraw.ts";

export const enrollmentRoutes = resource("enrollments", {
  list: listEnrollments,
  get: getEnrollment,
  create: enroll,
  actions: { withdraw },
});
