import type { ResourceProps } from "react-admin";
import { access_grants } from "./access_grants/index.ts";
import { announcements } from "./announcements/index.ts";
import { audit } from "./audit/index.ts";
import { course_memory } from "./course-memory/index.ts";
import { desk_settings } from "./desk-settings/index.ts";
import { directory_merges } from "./directory_merges/index.ts";
import { directory_duplicates } from "./directory-duplicates/index.ts";
import { documents } from "./documents/index.ts";
import { duplicates } from "./duplicates/index.ts";
import { employments } from "./employments/index.ts";
import { enrollments } from "./enrollments/index.ts";
import { events } from "./events/index.ts";
import { institutions } from "./institutions/index.ts";
import { instructors } from "./instructors/index.ts";
import { intake } from "./intake/index.ts";
import { merges } from "./merges/index.ts";
import { name_changes } from "./name_changes/index.ts";
import { notifications } from "./notifications/index.ts";
import { participants } from "./participants/index.ts";
import { programs } from "./programs/index.ts";
import { report_runs } from "./report_runs/index.ts";
import { report_versions } from "./report-versions/index.ts";
import { requests } from "./requests/index.ts";
import { reviews } from "./reviews/index.ts";
import { roster_imports } from "./roster-imports/index.ts";
import { second_looks } from "./second-looks/index.ts";
import { sponsors } from "./sponsors/index.ts";
import { staff } from "./staff/index.ts";
import { trainings } from "./trainings/index.ts";

/** Every resource of the console; the menu of each role picks from them. */
export const resources: readonly ResourceProps[] = [
  documents,
  second_looks,
  reviews,
  intake,
  requests,
  duplicates,
  directory_duplicates,
  merges,
  directory_merges,
  name_changes,
  access_grants,
  participants,
  programs,
  employments,
  sponsors,
  trainings,
  events,
  enrollments,
  roster_imports,
  instructors,
  report_runs,
  report_versions,
  notifications,
  institutions,
  course_memory,
  announcements,
  staff,
  desk_settings,
  audit,
];
