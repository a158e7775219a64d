import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "../../kernel/context.ts";
import { totalCap } from "../../kernel/list.ts";
import { scopeOf } from "../../kernel/permissions.ts";
import { containsWords, escapeLike } from "../../kernel/search.ts";

export const registryNumber = /^[0-9]{7,8}$/;

/** Fewer hits than this, and words a slip away are looked for too. */
const few = 25;
const most = sql.raw(String(totalCap + 1));

/**
 * Who the search box means, as a query of (id, rank), best first; by the shape of what was typed (S44, S45). Digits: a
 * number or former number opens its record, anything else is part of a number or phone. An address: how an e-mail or login
 * begins. Two words and more: any two words of one name someone has or had, a slip or two allowed. One word: what contains
 * it, then slips. For staff, who see everybody; undefined for others, who search what they see.
 */
export function findPeople(value: string, ctx: Ctx): SQL | undefined {
  if (scopeOf(ctx, "participants:read") !== "all") return undefined;
  if (/^[0-9()+. -]+$/.test(value) && /[0-9]{3}|[0-9] /.test(value)) return byDigits(value);
  if (value.includes("@")) return byEmail(value);
  return value.trim().split(/\s+/).length > 1 ? byWords(value) : byWord(value);
}

function byDigits(value: string): SQL {
  const digits = value.replace(/\D/g, "");
  const numbered = sql`select survivor_of(n.id) as id, 0 as rank from participants n where n.registry_number = ${digits}`;
  const within = sql`select p.id, 1 as rank from participants p where p.search_text like '%' || ${digits}::text || '%' limit ${most}`;
  return registryNumber.test(digits)
    ? sql`with numbered as materialized (${numbered}) select * from numbered
        union all (select * from (${within}) w where not exists (select 1 from numbered))`
    : within;
}

function byEmail(value: string): SQL {
  const prefix = `${escapeLike(value.toLowerCase())}%`;
  return sql`select id, 0 as rank from (
    select p.id from participants p where lower(p.email) like ${prefix}
    union select survivor_of(a.participant_id) from accounts a where a.participant_id is not null and lower(a.email) like ${prefix}
    limit ${most}) e where id is not null`;
}

const contains = (value: string) =>
  sql`select p.id from participants p where ${containsWords(sql`p.search_text`, value)} limit ${most}`;

/** Parts of words are looked for only where no name agrees: names cost a few look-ups, whatever the registry's size. */
const byWords = (value: string): SQL => sql`
  with named as materialized (select n.id, n.slips from find_people_by_name(${value}, ${most}) n)
  select id, slips as rank from named
  union all (select id, 1 from (${contains(value)}) c where not exists (select 1 from named))`;

const byWord = (value: string): SQL => sql`
  with held as materialized (${contains(value)}),
  named as materialized (select n.id, n.slips from find_people_by_name(${value}, ${few * 2}) n
    where (select count(*) from (select 1 from held limit ${few}) h) < ${few})
  select id, min(rank) as rank from (select id, 0 as rank from held union all select id, slips from named) f group by id`;
