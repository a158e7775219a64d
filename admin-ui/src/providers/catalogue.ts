import english from "ra-language-english";
import { access_grants } from "../access_grants/messages.en.ts";
import { announcements } from "../announcements/messages.en.ts";
import { audit } from "../audit/messages.en.ts";
import { course_memory } from "../course-memory/messages.en.ts";
import { dashboard } from "../dashboard/messages.en.ts";
import { desk_settings } from "../desk-settings/messages.en.ts";
import { directory_merges } from "../directory_merges/messages.en.ts";
import { directory_duplicates } from "../directory-duplicates/messages.en.ts";
import { documents } from "../documents/messages.en.ts";
import { duplicates } from "../duplicates/messages.en.ts";
import { employments } from "../employments/messages.en.ts";
import { enrollments } from "../enrollments/messages.en.ts";
import { enums } from "../enums/messages.en.ts";
import { events } from "../events/messages.en.ts";
import { institutions } from "../institutions/messages.en.ts";
import { instructors } from "../instructors/messages.en.ts";
import { intake } from "../intake/messages.en.ts";
import { layout } from "../layout/messages.en.ts";
import { merges } from "../merges/messages.en.ts";
import { name_changes } from "../name_changes/messages.en.ts";
import { notifications } from "../notifications/messages.en.ts";
import { participants } from "../participants/messages.en.ts";
import { programs } from "../programs/messages.en.ts";
import { report_runs } from "../report_runs/messages.en.ts";
import { report_versions } from "../report-versions/messages.en.ts";
import { requests } from "../requests/messages.en.ts";
import { reviews } from "../reviews/messages.en.ts";
import { roster_imports } from "../roster-imports/messages.en.ts";
import { second_looks } from "../second-looks/messages.en.ts";
import { shared } from "../shared/messages.en.ts";
import { sponsors } from "../sponsors/messages.en.ts";
import { staff } from "../staff/messages.en.ts";
import { trainings } from "../trainings/messages.en.ts";

/** Texts of the resources: `name`, `fields.*` where react-admin looks for them, and what the screens say. */
export const resources = {
  access_grants,
  announcements,
  audit,
  "course-memory": course_memory,
  "desk-settings": desk_settings,
  directory_duplicates,
  directory_merges,
  documents,
  duplicates,
  employments,
  enrollments,
  events,
  "intake-scans": intake,
  institutions,
  instructors,
  merges,
  name_changes,
  notifications,
  participants,
  programs,
  report_runs,
  "report-versions": report_versions,
  requests,
  reviews,
  "roster-imports": roster_imports,
  "second-looks": second_looks,
  sponsors,
  staff,
  trainings,
} as const;

/** Every text of the console. */
export const catalogue = { ...english, shared, layout, dashboard, enums, resources };

export type Rooms = {
  shared: typeof shared;
  layout: typeof layout;
  dashboard: typeof dashboard;
} & typeof resources;
export type Enums = typeof enums;

/** Dotted paths to the texts of a tree. */
export type TextKey<T, Prefix extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : TextKey<T[K], `${Prefix}${K}.`>;
}[keyof T & string];
