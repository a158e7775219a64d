import type { ResourceRoutes } from "../http/resource.ts";
import { accessGrantRoutes } from "./access-grants/routes.ts";
import { announcementRoutes } from "./announcements/routes.ts";
import { auditRoutes } from "./audit/routes.ts";
import { courseMemoryRoutes } from "./course-memory/routes.ts";
import { coversheetRoutes } from "./coversheets/routes.ts";
import { dashboardRoutes } from "./dashboard/routes.ts";
import { deskSettingsRoutes } from "./desk-settings/routes.ts";
import { directoryDuplicateRoutes } from "./directory-duplicates/routes.ts";
import { directoryMergeRoutes } from "./directory-merges/routes.ts";
import { documentRoutes } from "./documents/routes.ts";
import { duplicateRoutes } from "./duplicates/routes.ts";
import { employmentRoutes } from "./employment/routes.ts";
import { enrollmentRoutes } from "./enrollments/routes.ts";
import { eventRoutes } from "./events/routes.ts";
import { institutionRoutes } from "./institutions/routes.ts";
import { instructorRoutes } from "./instructors/routes.ts";
import { intakeRoutes } from "./intake/routes.ts";
import { membershipCardRoutes } from "./membership-cards/routes.ts";
import { mergeRoutes } from "./merges/routes.ts";
import { nameChangeRoutes } from "./name-changes/routes.ts";
import { notificationRoutes } from "./notifications/routes.ts";
import { participantRoutes } from "./participants/routes.ts";
import { programRoutes } from "./programs/routes.ts";
import { reportVersionRoutes } from "./report-versions/routes.ts";
import { reportRunRoutes } from "./reports/routes.ts";
import { requestRoutes } from "./requests/routes.ts";
import { reviewRoutes } from "./reviews/routes.ts";
import { rosterImportRoutes } from "./roster-imports/routes.ts";
import { secondLookRoutes } from "./second-looks/routes.ts";
import { sponsorRoutes } from "./sponsors/routes.ts";
import { staffRoutes } from "./staff/routes.ts";
import { trainingRoutes } from "./trainings/routes.ts";

/** Every resource of the API, in the order of the console's menu. */
export const routes: readonly ResourceRoutes[] = [
  dashboardRoutes,
  documentRoutes,
  courseMemoryRoutes,
  intakeRoutes,
  coversheetRoutes,
  secondLookRoutes,
  reviewRoutes,
  deskSettingsRoutes,
  requestRoutes,
  duplicateRoutes,
  directoryDuplicateRoutes,
  mergeRoutes,
  directoryMergeRoutes,
  nameChangeRoutes,
  accessGrantRoutes,
  participantRoutes,
  membershipCardRoutes,
  programRoutes,
  employmentRoutes,
  sponsorRoutes,
  trainingRoutes,
  eventRoutes,
  enrollmentRoutes,
  rosterImportRoutes,
  instructorRoutes,
  reportRunRoutes,
  reportVersionRoutes,
  notificationRoutes,
  institutionRoutes,
  announcementRoutes,
  auditRoutes,
  staffRoutes,
];
