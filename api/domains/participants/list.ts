import { eq, gte, ilike, like, sql } from "drizzle-orm";
import { z } from "zod";
import { participantStatuses } from "#db/enums.ts";
import { participants } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { containsWords, escapeLike } from "../../kernel/search.ts";
import { findPeople, registryNumber } from "./find-people.ts";

const numbered = (value: string) =>
  sql`${participants.id} = (select survivor_of(n.id) from participants n where n.registry_number = ${value})`;
const text = z.string().trim().min(1).max(120);

/** Names and numbers as far as the reader may see them, for those to whom e-mail addresses and phones are closed. */
const shownNames = sql`fold(concat_ws(' ', ${participants.registryNumber}, ${participants.givenName}, ${participants.middleName},
  ${participants.familyName}, ${participants.preferredName}, (select string_agg(concat_ws(' ', n.given_name, n.middle_name, n.family_name), ' ')
  from participant_names n where n.participant_id = ${participants.id})))`;

/** For readers to whom contact data is closed: nobody finds a person by what is hidden from them (TRUST B1). */
function search(value: string) {
  return registryNumber.test(value) ? numbered(value) : containsWords(shownNames, value);
}

export const participantList: ListDefinition = {
  resource: "participants",
  from: sql`${participants}`,
  id: participants.id,
  columns: {
    id: participants.id,
    registryNumber: participants.registryNumber,
    status: participants.status,
    givenName: participants.givenName,
    middleName: participants.middleName,
    familyName: participants.familyName,
    preferredName: participants.preferredName,
    birthDate: participants.birthDate,
    email: participants.email,
    city: participants.city,
    county: participants.county,
    registeredOn: participants.registeredOn,
    renewsOn: participants.renewsOn,
    mergedIntoId: participants.mergedIntoId,
    createdAt: participants.createdAt,
    updatedAt: participants.updatedAt,
  },
  fields: {
    birthDate: "participants.birthDate",
    email: "participants.contact",
    city: "participants.contact",
    county: "participants.contact",
  },
  sorts: {
    relevance: [participants.familyName, participants.givenName],
    id: participants.id,
    registryNumber: participants.registryNumber,
    familyName: [participants.familyName, participants.givenName],
    givenName: participants.givenName,
    birthDate: participants.birthDate,
    registeredOn: participants.registeredOn,
    createdAt: participants.createdAt,
    status: participants.status,
    county: participants.county,
  },
  defaultSort: ["familyName", "ASC"],
  filters: {
    q: filter(text, search, undefined, { on: participants.id, query: findPeople }),
    registryNumber: filter(text, numbered),
    familyName: filter(text, (value) => ilike(participants.familyName, `${escapeLike(value)}%`)),
    givenName: filter(text, (value) => ilike(participants.givenName, `${escapeLike(value)}%`)),
    email: filter(
      text,
      (value) => like(sql`lower(${participants.email})`, `${escapeLike(value.toLowerCase())}%`),
      "participants.contact",
    ),
    birthDate: filter(z.iso.date(), (value) => eq(participants.birthDate, value), "participants.birthDate"),
    status: filter(z.enum(participantStatuses), (value) => eq(participants.status, value)),
    county: filter(text, (value) => eq(participants.county, value), "participants.contact"),
    programId: filter(
      z.coerce.number().int(),
      (value) =>
        sql`exists (select 1 from employments e where e.participant_id = ${participants.id} and e.program_id = ${value})`,
    ),
    registeredSince: filter(z.iso.date(), (value) => gte(participants.registeredOn, value)),
    merged: filter(z.boolean(), () => undefined),
  },
  // A merged record is reached through its survivor; it is listed only when its own id or `merged` asks for it.
  always: (_ctx, given) =>
    given.merged === true || given.status === "merged" || "id" in given || "ids" in given
      ? undefined
      : sql`${participants.status} <> 'merged'`,
};

/** Educators the actor may see: a page of {@link participantList} by name, number, e-mail, date of birth or former number. */
export async function listParticipants(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "participants:read");
  return readList(ctx, participantList, query);
}
