import type { Role } from "../enums.ts";

/** The PostgreSQL role each registry role acts under; its row-level policies are the second line behind every verb. */
export const databaseRoles = {
  data_entry: "app_staff",
  help_desk: "app_staff",
  registry_admin: "app_staff",
  auditor: "app_auditor",
  sponsor_manager: "app_sponsor",
  program_admin: "app_program",
  instructor: "app_instructor",
  participant: "app_participant",
} as const satisfies Record<Role, string>;

export const anonymousRole = "app_anon";
export const systemRole = "app_worker";
/** The role of a connection before a verb's transaction sets another: it may do nothing. */
export const noRole = "app_none";
