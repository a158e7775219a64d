import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { participants } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { canReadField, type FieldRule, requirePermission } from "../../kernel/permissions.ts";
import type { ParticipantView } from "./schemas.ts";

const noSuchPerson = "There is no such record, or it is not yours to see.";

const contact = [
  "email",
  "phone",
  "addressLine",
  "city",
  "state",
  "zip",
  "county",
  "correspondenceLanguage",
] as const;
const demographics = [
  "gender",
  "ethnicity",
  "race",
  "primaryLanguage",
  "otherLanguages",
  "highestEducation",
] as const;

/** Leaves out what this reader's role may not see of a person. */
export function withoutHiddenFields<T extends object>(ctx: Ctx, person: T): T {
  const hide: [FieldRule, readonly string[]][] = [
    ["participants.birthDate", ["birthDate", "birthDateEstimated"]],
    ["participants.contact", contact],
    ["participants.demographics", demographics],
  ];
  const hidden = new Set(hide.flatMap(([rule, keys]) => (canReadField(ctx, rule) ? [] : keys)));
  return Object.fromEntries(Object.entries(person).filter(([key]) => !hidden.has(key))) as T;
}

/** The row, if the actor's scope holds it (row-level security decides). @throws NotFound */
export async function loadParticipant(tx: Tx, id: number): Promise<typeof participants.$inferSelect> {
  const [row] = await tx.select().from(participants).where(eq(participants.id, id));
  if (!row) throw new NotFound(noSuchPerson);
  return row;
}

/** One educator with names, identifiers, sign-ins, merges and how much of everything there is. S5–S6, S37 */
export async function getParticipant(ctx: Ctx, id: number): Promise<ParticipantView> {
  requirePermission(ctx, "participants:read");
  return inTransaction(ctx, async (tx, inner) => {
    const { searchText: _, ...row } = await loadParticipant(tx, id);
    const staff = canReadField(inner, "documents.claim");
    const self = inner.actor.type === "account" && inner.actor.participantId === id;
    const related = (await tx.execute(sql`select
      coalesce((select json_agg(json_build_object('id', n.id, 'participantId', n.participant_id, 'kind', n.kind, 'givenName', n.given_name,
        'middleName', n.middle_name, 'familyName', n.family_name, 'usedUntil', n.used_until, 'createdAt', n.created_at, 'updatedAt', n.updated_at)
        order by n.id) from participant_names n where n.participant_id = ${id}), '[]') as names,
      (select json_build_object('id', s.id, 'registryNumber', s.registry_number) from participants s
        where s.id = survivor_of(${id}) and s.id <> ${id}) as "mergedInto"`)) as unknown as Pick<
      ParticipantView,
      "names" | "mergedInto"
    >[];
    const more =
      staff || self
        ? await readMore(tx, id, staff)
        : { identifiers: [], accounts: [], mergedFrom: [], hasSsn: false };
    const formerNumbers = staff || self ? await formerNumbersOf(tx, inner, id) : [];
    const view = {
      ...withoutHiddenFields(inner, row),
      formerNumbers,
      ...related[0]!,
      ...more,
      counts: await countRows(tx, id, staff),
    };
    return JSON.parse(JSON.stringify(view)) as ParticipantView;
  });
}

/** Every number that opens this record beside its own, through chains of merges: the cards people still carry. */
export async function formerNumbersOf(tx: Tx, ctx: Ctx, id: number): Promise<string[]> {
  return inTransaction(asSystem({ ...ctx, db: tx, inTx: true }, "former_numbers"), async (own) => {
    const rows = (await own.execute(sql`with recursive merged(id) as (
        select id from participants where merged_into_id = ${id}
        union select p.id from participants p join merged m on p.merged_into_id = m.id)
      select p.registry_number as number from participants p join merged using (id) order by 1`)) as unknown as {
      number: string;
    }[];
    return rows.map(({ number }) => number);
  });
}

type More = Pick<ParticipantView, "identifiers" | "accounts" | "mergedFrom" | "hasSsn">;

async function readMore(tx: Tx, id: number, staff: boolean): Promise<More> {
  const [row] = (await tx.execute(sql`select
    coalesce((select json_agg(json_build_object('id', i.id, 'participantId', i.participant_id, 'kind', i.kind, 'value', i.value,
      'issuer', i.issuer, 'estimated', i.estimated, 'createdAt', i.created_at, 'updatedAt', i.updated_at) order by i.id)
      from participant_identifiers i where i.participant_id = ${id}), '[]') as identifiers,
    coalesce((select json_agg(json_build_object('id', a.id, 'email', a.email, 'status', a.status, 'lastSignInAt', a.last_sign_in_at) order by a.id)
      from accounts a where a.participant_id = ${id}), '[]') as accounts,
    ${
      staff
        ? sql`coalesce((select json_agg(json_build_object('id', p.id, 'registryNumber', p.registry_number, 'mergeId', m.id) order by m.id)
      from merges m join participants p on p.id = m.retired_id where m.survivor_id = ${id} and m.status = 'merged'), '[]')`
        : sql`'[]'::json`
    } as "mergedFrom"`)) as unknown as Omit<More, "hasSsn">[];
  const hasSsn = staff
    ? (await tx.execute(sql`select 1 from private.participant_secrets where participant_id = ${id}`)).length >
      0
    : false;
  return { ...row!, hasSsn };
}

const counted = {
  documents: "documents",
  degrees: "degrees",
  courses: "courses",
  credentials: "credentials",
  trainingHours: "training_hours",
  employments: "employments",
  enrollments: "enrollments",
  accessGrants: "access_grants",
  nameChanges: "name_changes",
} as const;

/** Rows of each kind the reader may see; tables closed to the role count as none. */
async function countRows(tx: Tx, id: number, staff: boolean): Promise<ParticipantView["counts"]> {
  const tables = Object.values(counted).map(
    (table) => sql`has_table_privilege(${table}, 'SELECT') as ${sql.identifier(table)}`,
  );
  const [open] = (await tx.execute(sql`select ${sql.join(tables, sql`, `)}`)) as unknown as Record<
    string,
    boolean
  >[];
  const counts = Object.entries(counted).map(([key, table]) =>
    open![table]
      ? sql`(select count(*)::int from ${sql.identifier(table)} where participant_id = ${id}) as ${sql.identifier(key)}`
      : sql`0 as ${sql.identifier(key)}`,
  );
  const duplicates = staff
    ? sql`(select count(*)::int from duplicate_candidates d where d.status = 'open' and ${id} in (d.left_id, d.right_id))`
    : sql`0`;
  const [row] = await tx.execute(sql`select ${sql.join(counts, sql`, `)}, ${duplicates} as "openDuplicates"`);
  return row as unknown as ParticipantView["counts"];
}
