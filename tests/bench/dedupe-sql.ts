import type { Model, Spec } from "#api/linkage/index.ts";

type Say = { model: Model; spec: Spec; threshold: number };

/** Levels of every comparison as SQL over l and r: the same rules as api/linkage/compare, for one-word names. */
const levels: Record<string, string> = {
  ssn: "case when l.ssn = 0 or r.ssn = 0 then 0 when l.ssn = r.ssn then 1 else 2 end",
  email: `case when l.email = 0 or r.email = 0 then 0 when l.email = r.email then 1 when l.email_local = r.email_local then 2
    when ${similar("email_local", 0.93)} and l.email_digits = r.email_digits then 3 else 4 end`,
  phone: `case when l.phone = 0 or r.phone = 0 then 0 when l.phone = r.phone then 1
    when damerau_levenshtein(l.phone_text, r.phone_text) <= 1 then 2 else 3 end`,
  birth_date: `case when l.birth_date = 0 or r.birth_date = 0 then 0 when l.birth_date = r.birth_date then 1
    when l.y = r.y and l.m = r.d and l.d = r.m then 2
    when damerau_levenshtein(l.birth_text, r.birth_text) <= 1 then 3
    when abs(l.y - r.y) <= 1 and abs(l.serial - r.serial) <= 10 or l.m = r.m and l.d = r.d or l.y = r.y and l.m = r.m then 4
    when l.y = r.y then 5 when abs(l.y - r.y) <= 2 then 6 else 8 end`,
  middle_name: `case when l.middle = '' or r.middle = '' then 0 when l.middle = r.middle then 1
    when length(l.middle) = 1 or length(r.middle) = 1 then case when l.middle[1] = r.middle[1] then 2 else 4 end
    when ${similar("middle", 0.9)} then 3 else 4 end`,
};
const family = `case when l.family = '' or r.family = '' then 0 when l.family = r.family then 1
  when ${similar("family", 0.92)} then 3 when ${similar("family", 0.88)} or ${slipped("family")} then 5
  when list_has_any(l.family_groups, r.family_groups) or list_has_any(l.family_sounds, r.family_sounds) then 6 else 7 end`;
const given = `case when l.given = '' or r.given = '' then 0 when l.given = r.given then 1
  when list_has_any(l.nicks, r.nicks) then 2
  when length(l.given) = 1 or length(r.given) = 1 then case when l.given[1] = r.given[1] then 5 else 9 end
  when ${similar("given", 0.92)} then 4 when ${similar("given", 0.88)} or ${slipped("given")} then 6
  when list_has_any(l.sounds, r.sounds) then 7 else 9 end`;
const crossed = (
  x: string,
  y: string,
  nicksX: string,
  nicksY: string,
) => `(${x} <> '' and ${y} <> '' and (${x} = ${y} or
  not list_has_any(${nicksX}, ${nicksY}) and length(${x}) > 1 and length(${y}) > 1 and ${similarOf(x, y, 0.92)}))`;
const transposed = `${crossed("l.given", "r.family", "l.nicks", "r.family_nicks")} and ${crossed("l.family", "r.given", "l.family_nicks", "r.nicks")}`;

function similar(column: string, least: number): string {
  return similarOf(`l.${column}`, `r.${column}`, least);
}
function similarOf(x: string, y: string, least: number): string {
  return `jaro_winkler_similarity(least(${x}, ${y}), greatest(${x}, ${y})) >= ${least}`;
}

function slipped(column: string): string {
  return `least(length(l.${column}), length(r.${column})) >= 4 and damerau_levenshtein(l.${column}, r.${column}) <= 1`;
}

const text = (column: string, least: number) => `case when l.${column} = '' or r.${column} = '' then 0
  when l.${column} = r.${column} then 1
  when least(length(l.${column}), length(r.${column})) >= 4 and damerau_levenshtein(l.${column}, r.${column}) <= 1 then 2
  when ${similar(column, least)} then 2 else 3 end`;
const zip = `case when l.zip = '' or r.zip = '' then 0 when l.zip = r.zip then 1
  when damerau_levenshtein(l.zip, r.zip) <= 1 then 2 else 3 end`;
const house = `case when l.house = 0 or r.house = 0 then 0 when l.house = r.house then 1
  when damerau_levenshtein(l.house_text, r.house_text) <= 1 then 2 else 3 end`;
const address = `case
  when street = 1 and house = 1 and not elsewhere then 1
  when street = 1 and same_house and (zip = 1 or city = 1) then 1
  when street in (1, 2) and (house in (1, 2) or street = 1 and house = 0) and not elsewhere then 2
  when house = 1 and zip = 1 and street = 0 then 2
  when street = 1 and house = 1 then 2
  when zip = 1 and city in (1, 2) then 3 when zip = 1 then 4 when city = 1 then 5
  when zip = 2 or city = 2 then 6
  when zip <> 0 or city <> 0 or street <> 0 then 8 else 0 end`;

/** The records with the columns that comparing needs beside them, keys of too large blocks left out. */
export function prepareSql(rules: number, caps: readonly number[]): string[] {
  const keys = Array.from({ length: rules }, (_, rule) => `k${rule}`);
  const capped = Array.from(
    { length: rules },
    (_, rule) =>
      `case when k${rule} <> 0 and count(*) over (partition by k${rule}) <= ${caps[rule]} then k${rule} end as k${rule}`,
  );
  return [
    `create temp view plain as select id, ssn, email, phone, birth_date, given, family, middle, house, replace(street, ' ', '') as street,
       replace(city, ' ', '') as city, zip, email_local, regexp_replace(email_local, '[^0-9]', '', 'g') as email_digits,
       phone::varchar as phone_text, birth_date::varchar as birth_text, house::varchar as house_text,
       birth_date // 10000 as y, birth_date // 100 % 100 as m, birth_date % 100 as d,
       case when birth_date > 0 then make_date(birth_date // 10000, birth_date // 100 % 100, birth_date % 100) - date '1970-01-01' end as serial,
       ${keys.join(", ")} from read_links`,
    `create table rarities as select * from read_rarities`,
    `create table features as select * from read_features`,
    `create table records as select p.* exclude (${Array.from({ length: rules }, (_, rule) => `k${rule}`).join(", ")}),
       g.nicks, g.sounds, f.nicks as family_nicks, f.family_groups, f.sounds as family_sounds,
       ${["given", "family", "middle", "birthDate", "city", "zip"].map((column) => `coalesce(r_${column}.bits, d_${column}.bits) as rare_${column}`).join(", ")},
       ${capped.join(", ")}
     from plain p left join features g on g.name = p.given left join features f on f.name = p.family
     ${["given", "family", "middle", "birthDate", "city", "zip"]
       .map(
         (
           column,
         ) => `left join rarities r_${column} on r_${column}.col = '${column}' and r_${column}.val = p.${column === "birthDate" ? "birth_date::varchar" : column}
       left join rarities d_${column} on d_${column}.col = '${column}' and d_${column}.val is null`,
       )
       .join("\n")}`,
  ];
}

/** Blocking and scoring in one statement, as Splink generates it: a join for each rule that leaves out what earlier ones met. */
export function scoreSql({ model, spec, threshold }: Say): string {
  const rules = spec.rules.map((_, rule) => {
    const earlier = Array.from(
      { length: rule },
      (_, before) => `coalesce(l.k${before} = r.k${before}, false)`,
    );
    const fresh = earlier.length > 0 ? `and not (${earlier.join(" or ")})` : "";
    return `select l.id as a, r.id as b, ${rule} as rule from records l join records r on l.k${rule} = r.k${rule} where l.id < r.id ${fresh}`;
  });
  const at = (key: string) => spec.comparisons.findIndex((each) => each.key === key);
  const pick = (weights: readonly number[], level: string) =>
    `case ${level} ${weights.map((weight, i) => `when ${i} then ${weight}::double`).join(" ")} end`;
  const rarity: Record<string, [level: number, column: string][]> = {};
  for (const { key, levels: all } of spec.comparisons) {
    rarity[key] = all.flatMap(({ frequency }, level) => (frequency ? [[level, `rare_${frequency}`]] : []));
  }
  const rare = (key: string) => {
    const cases = rarity[key]!.map(([level, column]) => `when ${level} then ${column}`);
    return cases.length > 0 ? `case g_${key} ${cases.join(" ")} else 0 end` : "0";
  };
  const keys = spec.comparisons.map(({ key }) => key);
  const own = keys.map((key) => `${pick(model.comparisons[at(key)]!.weights, `g_${key}`)} + ${rare(key)}`);
  const among = keys.map((key) => {
    const weights = model.relatives!.weights[at(key)]!;
    const positive = weights.map((weight) => (weight > 0 ? 1 : 0));
    return `${pick(weights, `g_${key}`)} + ${pick(positive, `g_${key}`)} * (${rare(key)})`;
  });
  return `create table found as
    with pairs as materialized (${rules.join(" union all ")}),
    looked as (select a, b, rule, ${given} as g0, ${family} as f0, ${levels.ssn} as g_ssn, ${levels.email} as g_email,
        ${levels.phone} as g_phone, ${levels.birth_date} as g_birth_date, ${levels.middle_name} as g_middle_name,
        ${transposed} as crossed, ${zip} as zip, ${text("city", 0.92)} as city, ${text("street", 0.9)} as street, ${house} as house,
        l.house = r.house as same_house,
        ${["given", "family", "middle", "birthDate", "city", "zip"].map((column) => `l.rare_${column}`).join(", ")}
      from pairs join records l on l.id = a join records r on r.id = b),
    placed as (select *, zip = 3 and city in (0, 3) or zip = 0 and city = 3 as elsewhere, g0 >= 7 and f0 = 7 and crossed as swapped from looked),
    levelled as (select *, case when swapped then 8 else g0 end as g_given_name, case when swapped then 0 else f0 end as g_family_name,
      ${address} as g_address from placed),
    weighed as (select a, b, rule, ${model.prior} + ${own.join(" + ")} as own, ${model.relatives!.prior} + ${among.join(" + ")} as among from levelled),
    final as (select a, b, rule, own - case when among < -30 then 0 when among > 50 then among else log2(1 + pow(2, among)) end as weight from weighed)
    select a, b, rule, weight, weight >= ${threshold} as kept from final`;
}
