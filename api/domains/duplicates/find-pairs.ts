import { type SQL, sql } from "drizzle-orm";
import { plainCode } from "../../kernel/search.ts";
import { type Applicant, nameWords } from "./score-pairs.ts";

/** A key that more people share says nothing: such blocks are left out of the full scan. */
const largestBlock = 40;
const alive = sql`p.status <> 'merged'`;
const dmSorted = sql`extract(year from p.birth_date) || '-' || least(extract(month from p.birth_date), extract(day from p.birth_date))
  || '-' || greatest(extract(month from p.birth_date), extract(day from p.birth_date))`;

/** Sound codes of every word of every name a living person has or had, as (id, code, birth_date). */
const sounds = sql`
  select distinct p.id, s.code, p.birth_date, ${dmSorted} as dm_sorted from (
    select id, given_name || ' ' || family_name as name from participants
    union all select participant_id, given_name || ' ' || family_name from participant_names) r
  join participants p on p.id = r.id and ${alive}
  cross join lateral unnest(${nameWords(sql`r.name`)}) as w(word)
  cross join lateral unnest(coalesce(nullif(daitch_mokotoff(w.word), '{}'), array[w.word])) as s(code)`;

/** Everything by which two records can meet, as (id, key): cheap, exact, joined on hashes. */
const keys = sql`
  select id, 'e:' || lower(email) as key from participants p where email is not null and ${alive}
  union select p.id, 'e:' || lower(a.email) from accounts a join participants p on p.id = a.participant_id and ${alive}
  union select id, 'p:' || right(regexp_replace(phone, '\\D', '', 'g'), 10) from participants p where phone is not null and ${alive}
  union select p.id, 'i:' || i.kind || ':' || ${plainCode(sql`i.value`)} from participant_identifiers i join participants p on p.id = i.participant_id and ${alive}
  union select p.id, 'r:' || ${plainCode(sql`i.value`)} from participant_identifiers i join participants p on p.id = i.participant_id and ${alive}
  union select p.id, 'r:' || ${plainCode(sql`e.employer_record_number`)} from employments e join participants p on p.id = e.participant_id and ${alive}
    where e.employer_record_number is not null
  union select id, 'r:' || registry_number from participants p where ${alive}
  union select p.id, 'c:' || ${plainCode(sql`c.document_number`)} from credentials c join participants p on p.id = c.participant_id and ${alive}
    where c.document_number is not null
  union select p.id, 'c:' || ${plainCode(sql`d.stated_number`)} from documents d join participants p on p.id = d.participant_id and ${alive}
    where d.stated_number is not null
  union select p.id, 'f:' || f.sha256 from document_files f join documents d on d.id = f.document_id
    join participants p on p.id = d.participant_id and ${alive} where d.status <> 'deleted'
  union select p.id, 's:' || s.ssn_blind_index from private.participant_secrets s join participants p on p.id = s.participant_id and ${alive}
  union select id, 'd:' || dm_sorted || ':' || code from sounds where birth_date is not null
  union select x.id, 'n:' || x.code || ':' || y.code || ':' || part.of_birth from sounds x join sounds y on y.id = x.id and y.code > x.code
    cross join lateral (values ('y' || to_char(x.birth_date, 'YYYY')), ('m' || to_char(x.birth_date, 'MM-DD')), ('?')) as part(of_birth)
    where part.of_birth is not null and (part.of_birth = '?') = (x.birth_date is null)
  union select e.participant_id, 'w:' || e.program_id || ':' || s.code from employments e join sounds s on s.id = e.participant_id
    where e.status <> 'declined'`;

/** Pairs of living records that share at least one key of a small block: the full scan. */
export const pairsOfEverybody = sql`
  with sounds as materialized (${sounds}), keys as materialized (${keys}),
  blocks as materialized (select key from keys group by key having count(*) between 2 and ${largestBlock})
  select distinct x.id as a, y.id as b from blocks join keys x using (key) join keys y on y.key = x.key and y.id > x.id`;

/** A date, the same with day and month swapped, with any one digit wrong, and ten days around it. */
export function nearDates(date: string | null): string[] {
  if (!date) return [];
  const [year, month, day] = date.split("-") as [string, string, string];
  const near = new Set([date, `${year}-${day}-${month}`]);
  for (let place = 0; place < date.length; place++) {
    if (date[place] === "-") continue;
    for (let digit = 0; digit < 10; digit++) near.add(date.slice(0, place) + digit + date.slice(place + 1));
  }
  const noon = Date.parse(`${date}T12:00:00Z`);
  for (let days = -10; days <= 10; days++) {
    near.add(new Date(noon + days * 86_400_000).toISOString().slice(0, 10));
  }
  return [...near].filter((each) => {
    const parsed = new Date(`${each}T12:00:00Z`);
    return (
      !Number.isNaN(parsed.getTime()) &&
      parsed.toISOString().startsWith(each) &&
      each >= "1900" &&
      each < "2100"
    );
  });
}

const escaped = (value: SQL) => sql`regexp_replace(fold(${value}), '([\\\\%_])', '\\\\\\1', 'g')`;
const textArray = (values: readonly string[]) =>
  sql`${`{${values.map((v) => JSON.stringify(v)).join(",")}}`}`;

/** Pairs of one record (`subject.id`) with the few that an index says could be the same person. */
export function pairsOfOne(subject: { id: number; birthDate: string | null }): SQL {
  const me = sql`${subject.id}::int`;
  return sql`
    select least(${me}, c.id) as a, greatest(${me}, c.id) as b from (
      select p.id from participants p where p.birth_date = any (${textArray(nearDates(subject.birthDate))}::date[])
      union select p.id from participants p join participants m on m.id = ${me} and lower(p.email) = lower(m.email)
      union select p.id from participants p join accounts a on a.participant_id = ${me} and lower(p.email) = lower(a.email)
      union select a.participant_id from accounts a join participants m on m.id = ${me} and lower(a.email) = lower(m.email)
      union select o.participant_id from participant_identifiers i join participant_identifiers o on o.kind = i.kind and o.value = i.value
        where i.participant_id = ${me}
      union select p.id from participants p where p.registry_number in (
        select value from participant_identifiers where participant_id = ${me}
        union select employer_record_number from employments where participant_id = ${me})
      union select i.participant_id from participant_identifiers i join participants m on m.id = ${me} and i.value = m.registry_number
      union select e.participant_id from employments e join participants m on m.id = ${me} and e.employer_record_number = m.registry_number
      union select o.participant_id from credentials c join credentials o on o.document_number = c.document_number where c.participant_id = ${me}
      union select od.participant_id from documents d join document_files f on f.document_id = d.id join document_files o on o.sha256 = f.sha256
        join documents od on od.id = o.document_id where d.participant_id = ${me}
      union select o.participant_id from private.participant_secrets s join private.participant_secrets o on o.ssn_blind_index = s.ssn_blind_index
        where s.participant_id = ${me}
      union select p.id from participants m join participants p on length(m.phone) >= 10
        and p.search_text like '%' || right(regexp_replace(m.phone, '\\D', '', 'g'), 10) || '%' where m.id = ${me}
      union select p.id from (
          select given_name, family_name from participants where id = ${me}
          union select given_name, family_name from participant_names where participant_id = ${me}) n
        join participants p on p.search_text like '%' || ${escaped(sql`n.given_name`)} || '%'
          and p.search_text like '%' || ${escaped(sql`n.family_name`)} || '%'
    ) c join participants p on p.id = c.id where c.id <> ${me} and ${alive}
      and exists (select 1 from participants m where m.id = ${me} and m.status <> 'merged')`;
}

/** Pairs of somebody without a record (person 0) with the records that could be theirs. S10 */
export function pairsOfApplicant(applicant: Applicant): SQL {
  const values = applicant.identifiers.map(({ value }) => value);
  return sql`
    select 0 as a, c.id as b from (
      select p.id from participants p where p.birth_date = any (${textArray(nearDates(applicant.birthDate))}::date[])
      union select p.id from participants p where lower(p.email) = lower(${applicant.email}::text)
      union select a.participant_id from accounts a where lower(a.email) = lower(${applicant.email}::text)
      union select i.participant_id from participant_identifiers i where i.value = any (${textArray(values)}::text[])
      union select c.participant_id from credentials c where c.document_number = any (${textArray(values)}::text[])
      union select p.id from participants p where p.registry_number = any (${textArray(values)}::text[])
      union select p.id from participants p where p.search_text like '%' || ${escaped(sql`${applicant.givenName}::text`)} || '%'
        and p.search_text like '%' || ${escaped(sql`${applicant.familyName}::text`)} || '%'
    ) c join participants p on p.id = c.id where ${alive} limit 500`;
}
