import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { instructorStatuses } from "#db/enums.ts";
import { instructors, participants, sponsors } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { unretired } from "../../kernel/retired.ts";

const instructorList: ListDefinition = {
  resource: "instructors",
  from: sql`${instructors} join ${sponsors} on ${sponsors.id} = ${instructors.sponsorId}
    join ${participants} on ${participants.id} = ${instructors.participantId}`,
  id: instructors.id,
  columns: {
    id: instructors.id,
    sponsorId: instructors.sponsorId,
    sponsorName: sponsors.name,
    participantId: instructors.participantId,
    participantName: sql`concat_ws(' ', ${participants.givenName}, ${participants.familyName})`,
    registryNumber: participants.registryNumber,
    status: instructors.status,
    published: instructors.published,
    version: instructors.version,
    createdAt: instructors.createdAt,
  },
  sorts: {
    id: instructors.id,
    participantName: [participants.familyName, participants.givenName],
    sponsorName: sponsors.name,
    status: instructors.status,
    createdAt: instructors.createdAt,
  },
  defaultSort: ["participantName", "ASC"],
  filters: {
    sponsorId: filter(z.coerce.number().int(), (value) => eq(instructors.sponsorId, value)),
    participantId: filter(z.coerce.number().int(), (value) => eq(instructors.participantId, value)),
    status: filter(z.enum(instructorStatuses), (value) => eq(instructors.status, value)),
  },
  // A role that rests with a retired organization stands with the one that took it over.
  always: (_ctx, given) => unretired(sponsors.mergedIntoId)(given),
};

/** Instructors and requests to become one: of the actor's own sponsors, or all for the registry. S126, S142 */
export async function listInstructors(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "instructors:read");
  return readList(ctx, instructorList, query);
}
