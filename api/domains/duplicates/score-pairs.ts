import { type SQL, sql } from "drizzle-orm";
import { plainCode } from "../../kernel/search.ts";
import { nicknameGroups } from "./nicknames.ts";
import { points, type SignalKey } from "./signals.ts";

/** Somebody who has no record yet, compared as person 0. */
export type Applicant = {
  givenName: string;
  familyName: string;
  birthDate: string | null;
  email: string | null;
  identifiers: readonly { kind: string; value: string }[];
};

/** A word of this file's own as an SQL literal. */
const literal = (word: string) => sql.raw(`'${word}'`);
const nicknames = JSON.stringify(nicknameGroups);
const pt = (key: SignalKey) => sql.raw(`'${key}', ${points[key]}::real`);
type Evidence = { key: SignalKey; condition: SQL; left: SQL; right: SQL };
const when = (key: SignalKey, condition: SQL, left = sql`null`, right = sql`null`): Evidence => ({
  key,
  condition,
  left,
  right,
});

/** Folded words of a name without the particles that come and go. */
export const nameWords = (value: SQL) =>
  sql`(select coalesce(array_agg(w order by n), '{}') from regexp_split_to_table(fold(${value}), '[[:space:][:punct:]]+') with ordinality s(w, n)
    where w <> '' and w not in ('de', 'del', 'la', 'las', 'los', 'y', 'e', 'da', 'do', 'dos', 'van', 'von', 'san'))`;
const squeezed = (value: SQL) => sql`regexp_replace(fold(${value}), '[[:space:][:punct:]]+', '', 'g')`;

/** Every name of the people in `ids`: current, preferred with the family name, former. One row per name. */
function names(applicant?: Applicant): SQL {
  const virtual = applicant
    ? sql`union all select 0, ${applicant.givenName}::text, ${applicant.familyName}::text, false`
    : sql``;
  return sql`select r.id, r.given_name, r.family_name, r.former, left(${squeezed(sql`r.given_name`)}, 60) as given,
      left(${squeezed(sql`r.family_name`)}, 60) as family, w.given_words, w.family_words,
      daitch_mokotoff(fold(r.given_name)) as given_sounds, daitch_mokotoff(fold(r.family_name)) as family_sounds,
      (select array_agg(grp::int) from unnest(case when cardinality(w.given_words) > 1 then array_remove(w.given_words, 'maria') else w.given_words end
        || fold(r.given_name)) as word,
        jsonb_array_elements_text((select map from nick) -> word) as grp) as groups
    from (
      select p.id, p.given_name, p.family_name, false as former from participants p join ids using (id)
      union all select p.id, p.preferred_name, p.family_name, true from participants p join ids using (id)
        where p.preferred_name is not null and fold(p.preferred_name) <> fold(p.given_name)
      union all select n.participant_id, n.given_name, n.family_name, true from participant_names n join ids on ids.id = n.participant_id
      ${virtual}) r
    cross join lateral (select ${nameWords(sql`r.given_name`)} as given_words, ${nameWords(sql`r.family_name`)} as family_words) w`;
}

/** Numbers, files and sign-ins by which two records can be the same, as (id, kind, value, shown). */
function codes(applicant?: Applicant): SQL {
  const virtual = (applicant?.identifiers ?? []).map(
    ({ kind, value }) =>
      sql`union all select 0, ${kind}::text, ${plainCode(sql`${value}::text`)}, ${value}::text`,
  );
  return sql`select i.participant_id as id, i.kind, ${plainCode(sql`i.value`)} as value, i.value as shown
      from participant_identifiers i join ids on ids.id = i.participant_id
    union all select c.participant_id, 'permit', ${plainCode(sql`c.document_number`)}, c.document_number from credentials c
      join ids on ids.id = c.participant_id where c.document_number is not null
    union all select d.participant_id, 'permit', ${plainCode(sql`d.stated_number`)}, d.stated_number from documents d
      join ids on ids.id = d.participant_id where d.stated_number is not null and d.status <> 'deleted'
    union all select d.participant_id, 'file', f.sha256, null from document_files f join documents d on d.id = f.document_id
      join ids on ids.id = d.participant_id where d.status <> 'deleted'
    union all select s.participant_id, 'ssn', s.ssn_blind_index, null from private.participant_secrets s join ids on ids.id = s.participant_id
    union all select e.participant_id, 'employer_record', ${plainCode(sql`e.employer_record_number`)}, e.employer_record_number
      from employments e join ids on ids.id = e.participant_id where e.employer_record_number is not null
    union all select a.participant_id, 'account', lower(a.email), a.email from accounts a join ids on ids.id = a.participant_id
      where a.status <> 'disabled'
    union all select e.participant_id, 'program', e.program_id::text, g.name from employments e join ids on ids.id = e.participant_id
      join programs g on g.id = e.program_id where e.status <> 'declined'
    ${sql.join(virtual, sql` `)}`;
}

const closeEnough = (a: SQL, b: SQL) =>
  sql`levenshtein_less_equal(${a}, ${b}, 2) <= case when greatest(length(${a}), length(${b})) >= 7 then 2
    when greatest(length(${a}), length(${b})) >= 4 then 1 else 0 end`;

/** The kind of agreement of two given and two family names, as signal keys. */
const givenLevel = sql`case
  when x.given = y.given then 'same_given_name'
  when x.given_words <@ y.given_words or y.given_words <@ x.given_words then 'part_of_given_name'
  when x.groups && y.groups then 'nickname'
  when length(x.given) = 1 and y.given like x.given || '%' or length(y.given) = 1 and x.given like y.given || '%' then 'initial_of_given_name'
  when ${closeEnough(sql`x.given`, sql`y.given`)} then 'similar_given_name'
  when x.given_sounds && y.given_sounds then 'given_name_sounds_alike'
  else 'different_given_name' end`;
const familyLevel = sql`case
  when x.family = y.family then 'same_family_name'
  when x.family_words && y.family_words then 'part_of_family_name'
  when ${closeEnough(sql`x.family`, sql`y.family`)} then 'similar_family_name'
  when x.family_sounds && y.family_sounds then 'family_name_sounds_alike'
  else 'different_family_name' end`;

const shared = (kind: string, key: SignalKey) =>
  when(
    key,
    sql`c.kinds ? ${literal(kind)}`,
    kind === "ssn" || kind === "file" ? sql`null` : sql`(c.kinds ->> ${literal(kind)})`,
    kind === "ssn" || kind === "file" ? sql`null` : sql`(c.kinds ->> ${literal(kind)})`,
  );
const births = [sql`p.birth_date`, sql`q.birth_date`] as const;
const birth = (key: SignalKey, level: string) => when(key, sql`d.level = ${literal(level)}`, ...births);
const nameSignal = (key: SignalKey, part: "given" | "family") =>
  part === "given"
    ? when(key, sql`n.given_key = ${literal(key)}`, sql`n.left_given`, sql`n.right_given`)
    : when(key, sql`n.family_key = ${literal(key)}`, sql`n.left_family`, sql`n.right_family`);

const rows: Evidence[] = [
  ...(
    [
      "same_given_name",
      "nickname",
      "part_of_given_name",
      "initial_of_given_name",
      "similar_given_name",
    ] as const
  ).map((key) => nameSignal(key, "given")),
  nameSignal("given_name_sounds_alike", "given"),
  nameSignal("different_given_name", "given"),
  ...(
    ["same_family_name", "part_of_family_name", "similar_family_name", "family_name_sounds_alike"] as const
  ).map((key) => nameSignal(key, "family")),
  nameSignal("different_family_name", "family"),
  when(
    "names_transposed",
    sql`n.given_key = 'names_transposed'`,
    sql`n.left_given || ' ' || n.left_family`,
    sql`n.right_given || ' ' || n.right_family`,
  ),
  when("former_name", sql`n.former and n.name_points > 0`, sql`n.former_name`, sql`n.former_name`),
  birth("same_birth_date", "same"),
  birth("birth_date_swapped", "swapped"),
  birth("birth_date_one_digit", "digit"),
  birth("birth_date_close", "close"),
  birth("different_birth_date", "different"),
  birth("different_estimated_birth_date", "estimated"),
  when("same_email", sql`p.email = q.email`, sql`p.email`, sql`q.email`),
  when(
    "account_email",
    sql`p.email is distinct from q.email and c.account_email is not null`,
    sql`c.account_email`,
    sql`c.account_email`,
  ),
  when("same_phone", sql`length(p.phone) = 10 and p.phone = q.phone`, sql`p.phone`, sql`q.phone`),
  when("same_address", sql`p.address = q.address`, sql`p.address_shown`, sql`q.address_shown`),
  shared("certification_number", "same_certification_number"),
  shared("fcc_license", "same_license_number"),
  shared("teacher_license", "same_teacher_license"),
  shared("employer_file_number", "same_employer_file_number"),
  shared("permit", "same_permit_number"),
  shared("file", "same_file"),
  shared("ssn", "same_ssn"),
  when("different_ssn", sql`c.left_kinds ? 'ssn' and c.right_kinds ? 'ssn' and not c.kinds ? 'ssn'`),
  when(
    "different_certification_number",
    sql`c.left_kinds ? 'certification_number' and c.right_kinds ? 'certification_number' and not c.kinds ? 'certification_number'`,
    sql`c.left_kinds ->> 'certification_number'`,
    sql`c.right_kinds ->> 'certification_number'`,
  ),
  when("certification_is_other_number", sql`c.certification_cites is not null`, sql`c.certification_cites`),
  when("employer_has_other_number", sql`c.employer_cites is not null`, sql`c.employer_cites`),
  when(
    "pending_and_active_same_employer",
    sql`c.kinds ? 'program' and (p.status, q.status) in (('pending', 'active'), ('active', 'pending'))`,
    sql`c.kinds ->> 'program'`,
  ),
  when(
    "same_program",
    sql`c.kinds ? 'program' and (p.status, q.status) not in (('pending', 'active'), ('active', 'pending'))`,
    sql`c.kinds ->> 'program'`,
  ),
  when(
    "two_accounts",
    sql`c.left_kinds ? 'account' and c.right_kinds ? 'account' and (c.account_email is not null or p.email = q.email or c.kinds ? 'ssn')`,
  ),
];

const joinRows = (each: SQL[]) => sql.join(each, sql`, `);
/** Adding up comes first and is cheap; only a pair that is worth it gets its evidence written out. */
const sums = joinRows(
  rows.map(({ key, condition }) => sql`(${sql.raw(String(points[key]))}::real, ${condition})`),
);
const sentences = joinRows(
  rows.map(
    ({ key, condition, left, right }) => sql`(${pt(key)}, (${left})::text, (${right})::text, ${condition})`,
  ),
);

/**
 * Scores pairs of people: a statement giving (a, b, score, signals) for every row of `pairs`, a query of (a, b).
 * Set-based, so that one pair and a million cost the same thought. Person 0 is the `applicant`.
 * @param atLeast pairs below this score are left out.
 */
export function scorePairs(pairs: SQL, atLeast: number, applicant?: Applicant): SQL {
  const virtual = applicant
    ? sql`union all select 0, 'pending', '', ${applicant.birthDate}::date, false, lower(${applicant.email}::text), null, null, null`
    : sql``;
  return sql`
    with pairs as materialized (${pairs}),
    ids as materialized (select a as id from pairs union select b from pairs),
    nick as materialized (select ${nicknames}::jsonb as map),
    person as materialized (
      select p.id, p.status, p.registry_number, p.birth_date, p.birth_date_estimated as estimated, lower(nullif(p.email, '')) as email,
        right(regexp_replace(p.phone, '\\D', '', 'g'), 10) as phone,
        ${squeezed(sql`p.address_line`)} || coalesce(left(p.zip, 5), fold(p.city), '') as address, p.address_line as address_shown
      from participants p join ids using (id) ${virtual}),
    names as materialized (${names(applicant)}),
    named as materialized (
      select distinct on (a, b) * from (
        select a, b, g.given_key, g.family_key, x.given_name as left_given, x.family_name as left_family, y.given_name as right_given,
          y.family_name as right_family, x.former or y.former as former,
          case when x.former then x.given_name || ' ' || x.family_name else y.given_name || ' ' || y.family_name end as former_name,
          coalesce((pts.of ->> g.given_key)::real, 0) + coalesce((pts.of ->> g.family_key)::real, 0) as name_points
        from pairs join names x on x.id = a join names y on y.id = b
        cross join lateral (select
          case when x.given = y.family and x.family = y.given and x.given <> x.family then 'names_transposed' else ${givenLevel} end as given_key,
          case when x.given = y.family and x.family = y.given and x.given <> x.family then null else ${familyLevel} end as family_key) g
        cross join (select ${JSON.stringify(points)}::jsonb as of) pts
      ) each_name order by a, b, name_points desc, former),
    codes as materialized (${codes(applicant)}),
    kinds as materialized (select id, jsonb_object_agg(kind, shown) as kinds from codes group by id),
    shared as materialized (
      select a, b, jsonb_object_agg(x.kind, x.shown) as kinds from pairs join codes x on x.id = a
      join codes y on y.id = b and y.kind = x.kind and y.value = x.value group by a, b),
    cited as materialized (
      select a, b, min(x.shown) filter (where x.kind = 'certification_number') as certification,
        min(x.shown) filter (where x.kind in ('employer_record', 'employer_file_number')) as employer,
        min(x.shown) filter (where x.kind = 'account') as account
      from (select a, b, a as holder, b as other from pairs union all select a, b, b, a from pairs) h
      join codes x on x.id = h.holder join person o on o.id = h.other
      where x.kind in ('certification_number', 'employer_record', 'employer_file_number') and x.value = o.registry_number
        or x.kind = 'account' and x.value = o.email
      group by a, b)
    select n.a, n.b, s.score, g.signals
    from named n join person p on p.id = n.a join person q on q.id = n.b
    left join shared h on h.a = n.a and h.b = n.b
    left join cited t on t.a = n.a and t.b = n.b
    left join kinds lk on lk.id = n.a left join kinds rk on rk.id = n.b
    cross join lateral (select coalesce(h.kinds, '{}') as kinds, coalesce(lk.kinds, '{}') as left_kinds, coalesce(rk.kinds, '{}') as right_kinds,
      t.certification as certification_cites, t.employer as employer_cites, t.account as account_email) c
    cross join lateral (select case
      when p.birth_date is null or q.birth_date is null then null
      when p.birth_date = q.birth_date then 'same'
      when to_char(p.birth_date, 'YYYY-DD-MM') = to_char(q.birth_date, 'YYYY-MM-DD') then 'swapped'
      when levenshtein_less_equal(p.birth_date::text, q.birth_date::text, 1) = 1 then 'digit'
      when abs(p.birth_date - q.birth_date) <= 10 then 'close'
      when p.estimated or q.estimated then 'estimated'
      else 'different' end as level) d
    cross join lateral (select sum(v.points)::real as score
      from (values ${sums}) as v(points, applies) where v.applies having sum(v.points)::real >= ${atLeast}::real) s
    cross join lateral (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('key', v.key, 'points', v.points,
        'left', v.l, 'right', v.r)) order by abs(v.points) desc, v.key) as signals
      from (values ${sentences}) as v(key, points, l, r, applies) where v.applies) g`;
}
