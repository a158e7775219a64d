import type { Role } from "#db/enums.ts";
import type { Ctx } from "./context.ts";
import { Forbidden, Unauthenticated } from "./errors.ts";

/** How far a permission reaches. Row-level security holds the same line in the database. */
export type Scope = "all" | "own" | "own_program" | "own_sponsor" | "own_events" | "public";

/** Every `resource:action` of the registry. A verb names exactly one. */
export const permissions = [
  "participants:read",
  "participants:create",
  "participants:update",
  "participants:reveal_ssn",
  "participants:register",
  "documents:read",
  "documents:upload",
  "documents:claim",
  "documents:decide",
  "documents:enter",
  "documents:delete",
  "documents:prioritize",
  "documents:route",
  "course_memory:read",
  "course_memory:write",
  "second_looks:read",
  "second_looks:do",
  "reviews:read",
  "reviews:request",
  "reviews:decide",
  "desk_settings:read",
  "desk_settings:write",
  "intake:read",
  "intake:file",
  "coversheets:create",
  "membership_cards:create",
  "report_versions:read",
  "report_versions:check",
  "report_versions:withdraw",
  "education:read",
  "institutions:read",
  "institutions:write",
  "institutions:import",
  "duplicates:read",
  "duplicates:decide",
  "duplicates:scan",
  "merges:read",
  "merges:create",
  "merges:approve",
  "merges:undo",
  "requests:read",
  "requests:submit",
  "requests:ask",
  "requests:work",
  "name_changes:read",
  "name_changes:request",
  "name_changes:decide",
  "access_grants:read",
  "access_grants:request",
  "access_grants:decide",
  "access_grants:revoke",
  "access_grants:delegate",
  "programs:read",
  "programs:write",
  "employments:read",
  "employments:report",
  "employments:confirm",
  "sponsors:read",
  "sponsors:create",
  "sponsors:write",
  "trainings:read",
  "trainings:write",
  "events:read",
  "events:write",
  "enrollments:read",
  "enrollments:enroll",
  "enrollments:manage",
  "enrollments:attend",
  "roster_imports:read",
  "roster_imports:write",
  "instructors:read",
  "instructors:request",
  "instructors:decide",
  "report_runs:read",
  "report_runs:create",
  "reports:education_and_training",
  "reports:sponsor_training",
  "reports:direct_service_profile",
  "notifications:read",
  "notifications:resend",
  "announcements:read",
  "announcements:write",
  "audit:read",
  "staff:read",
  "staff:write",
  "dashboard:read",
] as const;
export type Permission = (typeof permissions)[number];

type Grants = Partial<Record<Permission, Scope>>;
const all = (...names: Permission[]): Grants => Object.fromEntries(names.map((name) => [name, "all"]));

const catalogue = all(
  "institutions:read",
  "programs:read",
  "sponsors:read",
  "trainings:read",
  "events:read",
  "announcements:read",
  "report_versions:check",
);
const staff: Grants = {
  ...catalogue,
  ...all(
    "participants:read",
    "documents:read",
    "education:read",
    "employments:read",
    "enrollments:read",
    "roster_imports:read",
    "instructors:read",
    "dashboard:read",
    "report_runs:read",
    "report_runs:create",
    "reports:education_and_training",
    "name_changes:read",
    "access_grants:read",
    "duplicates:read",
    "merges:read",
    "notifications:read",
    "course_memory:read",
    "second_looks:read",
    "reviews:read",
    "desk_settings:read",
    "intake:read",
    "report_versions:read",
  ),
};
const dataEntry: Grants = {
  ...staff,
  ...all(
    "documents:upload",
    "documents:claim",
    "documents:decide",
    "documents:enter",
    "documents:prioritize",
    "documents:route",
    "course_memory:write",
    "second_looks:do",
    "reviews:decide",
    "intake:file",
    "coversheets:create",
    "membership_cards:create",
    "institutions:write",
  ),
};
const helpDesk: Grants = {
  ...staff,
  ...all(
    "participants:create",
    "participants:update",
    "participants:reveal_ssn",
    "documents:upload",
    "documents:prioritize",
    "intake:file",
    "coversheets:create",
    "membership_cards:create",
    "reviews:request",
    "report_versions:withdraw",
    "duplicates:decide",
    "duplicates:scan",
    "merges:create",
    "merges:approve",
    "merges:undo",
    "requests:read",
    "requests:submit",
    "requests:work",
    "name_changes:request",
    "name_changes:decide",
    "access_grants:request",
    "access_grants:decide",
    "access_grants:revoke",
    "employments:report",
    "employments:confirm",
    "notifications:resend",
    "audit:read",
    "enrollments:enroll",
    "roster_imports:write",
  ),
};

/** THE policy: role × `resource:action` → scope. A permission that is not here is refused. */
export const policy: Record<Role | "anonymous", Grants> = {
  data_entry: dataEntry,
  help_desk: helpDesk,
  registry_admin: {
    ...Object.fromEntries(permissions.map((name) => [name, "all"])),
  },
  auditor: {
    ...staff,
    "requests:read": "all",
    "audit:read": "all",
    "staff:read": "all",
    "report_runs:create": undefined,
  },
  sponsor_manager: {
    ...catalogue,
    "participants:read": "own_sponsor",
    "sponsors:write": "own_sponsor",
    "trainings:write": "own_sponsor",
    "events:write": "own_sponsor",
    "enrollments:read": "own_sponsor",
    "enrollments:manage": "own_sponsor",
    "enrollments:attend": "own_sponsor",
    "roster_imports:read": "own_sponsor",
    "roster_imports:write": "own_sponsor",
    "instructors:read": "own_sponsor",
    "instructors:decide": "own_sponsor",
    "report_runs:read": "own_sponsor",
    "report_runs:create": "own_sponsor",
    "reports:sponsor_training": "own_sponsor",
    "reports:direct_service_profile": "own_sponsor",
    "dashboard:read": "own_sponsor",
  },
  program_admin: {
    ...catalogue,
    "participants:read": "own_program",
    "participants:create": "own_program",
    "documents:read": "own_program",
    "documents:upload": "own_program",
    "coversheets:create": "own_program",
    "education:read": "own_program",
    "employments:read": "own_program",
    "employments:confirm": "own_program",
    "access_grants:read": "own_program",
    "access_grants:delegate": "own_program",
    "access_grants:revoke": "own_program",
    "enrollments:read": "own_program",
    "enrollments:enroll": "own_program",
    "report_runs:read": "own_program",
    "dashboard:read": "own_program",
  },
  instructor: {
    ...catalogue,
    "participants:read": "own_events",
    "enrollments:read": "own_events",
    "enrollments:attend": "own_events",
    "instructors:read": "own",
    "dashboard:read": "own_events",
  },
  participant: {
    ...catalogue,
    "participants:read": "own",
    "participants:update": "own",
    "participants:register": "own",
    "documents:read": "own",
    "documents:upload": "own",
    "documents:delete": "own",
    "reviews:read": "own",
    "reviews:request": "own",
    "coversheets:create": "own",
    "membership_cards:create": "own",
    "report_versions:read": "own",
    "education:read": "own",
    "employments:read": "own",
    "employments:report": "own",
    "requests:read": "own",
    "requests:submit": "own",
    "requests:ask": "public",
    "name_changes:read": "own",
    "name_changes:request": "own",
    "access_grants:read": "own",
    "access_grants:request": "own",
    "enrollments:read": "own",
    "enrollments:enroll": "own",
    "instructors:request": "own",
    "report_runs:read": "own",
    "report_runs:create": "own",
    "reports:education_and_training": "own",
  },
  anonymous: {
    "institutions:read": "public",
    "programs:read": "public",
    "sponsors:read": "public",
    "trainings:read": "public",
    "events:read": "public",
    "announcements:read": "public",
    "report_versions:check": "public",
    "requests:ask": "public",
  },
};

/** The scope the actor holds a permission in, or undefined. */
export function scopeOf(ctx: Pick<Ctx, "actor">, permission: Permission): Scope | undefined {
  if (ctx.actor.type === "system") return "all";
  return policy[ctx.actor.type === "account" ? ctx.actor.role : "anonymous"][permission];
}

/**
 * First beat of every verb.
 * @returns the scope the actor holds it in.
 * @throws Unauthenticated for a visitor, Forbidden for a role without it.
 */
export function requirePermission(ctx: Pick<Ctx, "actor">, permission: Permission): Scope {
  const scope = scopeOf(ctx, permission);
  if (scope) return scope;
  if (ctx.actor.type === "anonymous") throw new Unauthenticated("Please sign in first.");
  throw new Forbidden("Your role does not allow this.");
}

const staffAndSelf: readonly Role[] = ["data_entry", "help_desk", "registry_admin", "auditor", "participant"];
/** Fields not every reader of a row may read: who may. Lists leave them out and refuse to filter or sort by them. */
export const fieldRules = {
  "participants.birthDate": staffAndSelf,
  "participants.contact": staffAndSelf,
  "participants.demographics": ["help_desk", "registry_admin", "participant"],
  "participants.ssn": ["help_desk", "registry_admin"],
  /** S91: the participant, the agency, and the current employer for its own rows (the database holds the row rule). */
  "employments.wage": ["help_desk", "registry_admin", "participant", "program_admin"],
  "documents.internalNote": ["data_entry", "help_desk", "registry_admin", "auditor"],
  "documents.claim": ["data_entry", "help_desk", "registry_admin", "auditor"],
} as const satisfies Record<string, readonly Role[]>;
export type FieldRule = keyof typeof fieldRules;

export function canReadField(ctx: Pick<Ctx, "actor">, field: FieldRule): boolean {
  if (ctx.actor.type === "system") return true;
  return ctx.actor.type === "account" && (fieldRules[field] as readonly Role[]).includes(ctx.actor.role);
}

/** What the console asks once (`/api/me`): its menus and buttons are cosmetic, the verbs decide. */
export function permissionsOf(actor: Ctx["actor"]): Permission[] {
  return permissions.filter((permission) => scopeOf({ actor }, permission));
}
