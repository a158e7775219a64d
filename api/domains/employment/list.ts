import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { employmentStatuses } from "#db/enums.ts";
import { employments, participants, programs } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";

const whole = z.coerce.number().int();

export const employmentList: ListDefinition = {
  resource: "employments",
  from: sql`${employments} join ${participants} on ${participants.id} = ${employments.participantId}
    join ${programs} on ${programs.id} = ${employments.programId}`,
  id: employments.id,
  columns: {
    id: employments.id,
    participantId: employments.participantId,
    participantName: sql`${participants.familyName} || ', ' || ${participants.givenName}`,
    registryNumber: participants.registryNumber,
    programId: employments.programId,
    programName: programs.name,
    position: employments.position,
    status: employments.status,
    startedOn: employments.startedOn,
    startedOnEstimated: employments.startedOnEstimated,
    endedOn: employments.endedOn,
    hoursPerWeek: employments.hoursPerWeek,
    ageGroup: employments.ageGroup,
    employerRecordNumber: employments.employerRecordNumber,
    startedByProgram: employments.startedByProgram,
    confirmedAt: employments.confirmedAt,
    confirmedById: employments.confirmedById,
    version: employments.version,
  },
  sorts: {
    id: employments.id,
    startedOn: employments.startedOn,
    endedOn: employments.endedOn,
    status: employments.status,
    participantName: [participants.familyName, participants.givenName],
    programName: programs.name,
  },
  defaultSort: ["startedOn", "DESC"],
  filters: {
    participantId: filter(whole, (value) => eq(employments.participantId, value)),
    programId: filter(whole, (value) => eq(employments.programId, value)),
    status: filter(z.enum(employmentStatuses), (value) => eq(employments.status, value)),
    current: filter(z.boolean(), (value) =>
      value
        ? sql`(${employments.endedOn} is null or ${employments.endedOn} >= current_date)`
        : sql`${employments.endedOn} < current_date`,
    ),
  },
  // Rows resting on a merged person or program are shown through the survivor's rows.
  always: () => sql`${participants.status} <> 'merged' and ${programs.mergedIntoId} is null`,
};

/** Positions the actor may see: own, own programs', or all for staff. S81, S162 */
export async function listEmployments(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "employments:read");
  return readList(ctx, employmentList, query);
}
