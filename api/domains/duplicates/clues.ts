import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { plainCode } from "../../kernel/search.ts";
import type { ClueKey } from "./signals.ts";

/** One thing two records have in common that is no field of a person: a file, a number in the wrong place, a roster. */
export type Clue = { a: number; b: number; key: ClueKey; left: string | null; right: string | null };

/** Numbers, files, programs and events of people, as (id, kind, value, shown). `ids` is a relation with a column id. */
const codes = sql`
  select c.participant_id as id, 'permit' as kind, ${plainCode(sql`c.document_number`)} as value, c.document_number as shown from credentials c
    join ids on ids.id = c.participant_id where c.document_number is not null
  union all select d.participant_id, 'permit', ${plainCode(sql`d.stated_number`)}, d.stated_number from documents d
    join ids on ids.id = d.participant_id where d.stated_number is not null and d.status <> 'deleted'
  union all select d.participant_id, 'file', f.sha256, null from document_files f join documents d on d.id = f.document_id
    join ids on ids.id = d.participant_id where d.status <> 'deleted'
  union all select i.participant_id, case i.kind when 'employer_file_number' then 'employer_record' else 'certification' end,
      ${plainCode(sql`i.value`)}, i.value from participant_identifiers i join ids on ids.id = i.participant_id
    where i.kind in ('certification_number', 'employer_file_number')
  union all select e.participant_id, 'employer_record', ${plainCode(sql`e.employer_record_number`)}, e.employer_record_number
    from employments e join ids on ids.id = e.participant_id where e.employer_record_number is not null
  union all select a.participant_id, 'account', lower(a.email), a.email from accounts a join ids on ids.id = a.participant_id
    where a.status <> 'disabled'
  union all select e.participant_id, 'program', e.program_id::text, g.name from employments e join ids on ids.id = e.participant_id
    join programs g on g.id = e.program_id and g.merged_into_id is null where e.status <> 'declined'
  union all select n.participant_id, 'roster', n.event_id::text, v.title || ', ' || v.starts_on from enrollments n
    join ids on ids.id = n.participant_id join events v on v.id = n.event_id where n.status in ('enrolled', 'attended')`;

/** A value that more people share is no clue: a form that everybody was sent. */
const largestGroup = 20;

/** Pairs of everybody that a clue alone brings together (S16, S17, S19, the same file or permit number): (a, b). */
export const pairsByClue = sql`
    with ids as (select id from participants where status <> 'merged'),
    codes as materialized (${codes}),
    known as (select id, kind, value from codes where kind in ('permit', 'file', 'certification', 'employer_record', 'account')
      union all select p.id, 'number', p.registry_number from participants p where p.status <> 'merged'
      union all select p.id, 'email', lower(p.email) from participants p where p.status <> 'merged' and p.email is not null),
    rare as (select value from known group by value having count(*) between 2 and ${largestGroup}),
    met as (
      select least(x.id, y.id) as a, greatest(x.id, y.id) as b from rare join known x using (value)
        join known y on y.value = x.value and y.id <> x.id
        and (x.kind, y.kind) in (('permit', 'permit'), ('file', 'file'), ('certification', 'number'), ('employer_record', 'number'), ('account', 'email'))
      where length(x.value) > 2)
    select distinct a, b from met`;

/** As {@link pairsByClue} for one person, by index: who else has their numbers, files and addresses. */
export const peopleByClue = (me: SQL): SQL => sql`
  select c.id from (
    select o.participant_id as id from credentials c join credentials o on ${plainCode(sql`o.document_number`)} = ${plainCode(sql`c.document_number`)}
      where c.participant_id = ${me}
    union select o.participant_id from documents d join credentials o on ${plainCode(sql`o.document_number`)} = ${plainCode(sql`d.stated_number`)}
      where d.participant_id = ${me}
    union select o.participant_id from credentials c join documents o on ${plainCode(sql`o.stated_number`)} = ${plainCode(sql`c.document_number`)}
      where c.participant_id = ${me}
    union select o.participant_id from documents d join documents o on ${plainCode(sql`o.stated_number`)} = ${plainCode(sql`d.stated_number`)}
      where d.participant_id = ${me}
    union select od.participant_id from documents d join document_files f on f.document_id = d.id join document_files o on o.sha256 = f.sha256
      join documents od on od.id = o.document_id where d.participant_id = ${me}
    union select p.id from participants p where p.registry_number in (
      select ${plainCode(sql`value`)} from participant_identifiers where participant_id = ${me}
      union select ${plainCode(sql`employer_record_number`)} from employments where participant_id = ${me})
    union select i.participant_id from participants m join participant_identifiers i on ${plainCode(sql`i.value`)} = m.registry_number
      where m.id = ${me} and i.kind in ('certification_number', 'employer_file_number')
    union select e.participant_id from participants m join employments e on ${plainCode(sql`e.employer_record_number`)} = m.registry_number
      where m.id = ${me}
    union select p.id from accounts a join participants p on lower(p.email) = lower(a.email) where a.participant_id = ${me}
    union select a.participant_id from participants m join accounts a on lower(a.email) = lower(m.email) where m.id = ${me}
  ) c where c.id is not null and c.id <> ${me}`;

/** Every clue of some pairs, a query of (a, b) with a < b. S16–S19, S21 */
export async function cluesOf(tx: Tx, pairs: SQL): Promise<Clue[]> {
  return (await tx.execute(sql`
    with pairs as materialized (${pairs}),
    ids as materialized (select a as id from pairs union select b from pairs),
    codes as materialized (${codes}),
    person as materialized (select p.id, p.status, p.registry_number, lower(p.email) as email from participants p join ids using (id)),
    shared as materialized (
      select distinct on (a, b, x.kind) a, b, x.kind, x.shown as left_shown, y.shown as right_shown from pairs join codes x on x.id = a
      join codes y on y.id = b and y.kind = x.kind and y.value = x.value where length(x.value) > 2 or x.kind in ('program', 'roster')
      order by a, b, x.kind, x.shown),
    cited as materialized (
      select distinct on (a, b, x.kind) a, b, x.kind, x.shown from (select a, b, a as holder, b as other from pairs
        union all select a, b, b, a from pairs) h
      join codes x on x.id = h.holder join person o on o.id = h.other
        and (x.kind in ('certification', 'employer_record') and x.value = o.registry_number or x.kind = 'account' and x.value = o.email)
      order by a, b, x.kind, x.shown),
    holds as materialized (select id, array_agg(distinct kind) as kinds from codes group by id)
    select a, b, 'same_permit_number' as key, left_shown as left, right_shown as right from shared where kind = 'permit'
    union all select a, b, 'same_file', null, null from shared where kind = 'file'
    union all select a, b, case kind when 'certification' then 'certification_is_other_number' when 'employer_record' then 'employer_has_other_number'
      else 'account_email' end, shown, shown from cited
    union all select a, b, case when (p.status, q.status) in (('pending', 'active'), ('active', 'pending')) then 'pending_and_active_same_employer'
      else 'same_program' end, left_shown, right_shown from shared s join person p on p.id = a join person q on q.id = b where kind = 'program'
    union all select a, b, 'same_roster', left_shown, right_shown from shared where kind = 'roster'
    union all select a, b, 'two_accounts', null, null from pairs join person p on p.id = a join person q on q.id = b
      join holds l on l.id = a and 'account' = any (l.kinds) join holds r on r.id = b and 'account' = any (r.kinds)
      where p.email = q.email or exists (select 1 from cited c where c.a = pairs.a and c.b = pairs.b and c.kind = 'account')
        or exists (select 1 from private.participant_secrets s join private.participant_secrets t on t.ssn_blind_index = s.ssn_blind_index
          where s.participant_id = a and t.participant_id = b)
    union all select a, b, 'certification_missing', null, null from pairs join holds l on l.id = a join holds r on r.id = b
      where 'certification' = any (l.kinds) and not 'permit' = any (l.kinds) and 'permit' = any (r.kinds) and not 'certification' = any (r.kinds)
        or 'certification' = any (r.kinds) and not 'permit' = any (r.kinds) and 'permit' = any (l.kinds) and not 'certification' = any (l.kinds)
    order by 1, 2, 3`)) as unknown as Clue[];
}
