CREATE TABLE "name_pairs" (
	"low" integer NOT NULL,
	"high" integer NOT NULL,
	"participant_id" integer NOT NULL,
	CONSTRAINT "name_pairs_key" PRIMARY KEY("low","high","participant_id")
);
--> statement-breakpoint
CREATE TABLE "name_word_deletes" (
	"key" integer NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "name_word_deletes_key" PRIMARY KEY("key","word")
);
--> statement-breakpoint
CREATE TABLE "name_words" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE INDEX "name_pairs_high_idx" ON "name_pairs" USING btree ("high","participant_id");--> statement-breakpoint
CREATE INDEX "name_pairs_participant_idx" ON "name_pairs" USING btree ("participant_id");--> statement-breakpoint
CREATE INDEX "name_words_prefix_idx" ON "name_words" USING btree ("word" text_pattern_ops);--> statement-breakpoint
-- Folded words of a name, without the particles that come and go; at most eight.
create function name_words_of(name text) returns text[]
  language sql immutable strict parallel safe
  as $$
  select coalesce(array_agg(w), '{}') from (
    select w from regexp_split_to_table(public.fold(name), '[[:space:][:punct:]]+') with ordinality s(w, n)
    where w <> '' and length(w) <= 60
      and w not in ('de', 'del', 'la', 'las', 'los', 'y', 'e', 'da', 'do', 'dos', 'van', 'von', 'san')
    group by w order by min(n) limit 8) words
$$;
--> statement-breakpoint
-- Hash of the word and of the word with any one letter left out.
create function name_word_keys(word text) returns setof integer
  language sql immutable strict parallel safe rows 8
  as $$
  select pg_catalog.hashtext(word)
  union select pg_catalog.hashtext(left(word, n) || substr(word, n + 2)) from generate_series(0, length(word) - 1) n
$$;
--> statement-breakpoint
-- The pairs of every name of the given people, as they should stand.
create function name_pairs_of(ids integer[]) returns table (low integer, high integer, participant_id integer)
  language sql stable
  as $$
  with names as (
    select id, name_words_of(concat_ws(' ', given_name, middle_name, family_name)) as words from participants where id = any (ids)
    union all select id, name_words_of(concat_ws(' ', preferred_name, family_name)) from participants
      where id = any (ids) and preferred_name is not null
    union all select n.participant_id, name_words_of(concat_ws(' ', n.given_name, n.middle_name, n.family_name)) from participant_names n
      where n.participant_id = any (ids))
  select distinct least(hashtext(a.w), hashtext(b.w)), greatest(hashtext(a.w), hashtext(b.w)), names.id
  from names cross join lateral unnest(words) with ordinality a(w, n) cross join lateral unnest(words) with ordinality b(w, n)
  where a.n < b.n or cardinality(words) = 1
$$;
--> statement-breakpoint
-- Brings what the search by name looks through up to date for some people, a set at a time.
create function refresh_name_search(ids integer[], fresh boolean) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with said as (
    select given_name as name from participants where id = any (ids)
    union select middle_name from participants where id = any (ids)
    union select family_name from participants where id = any (ids)
    union select preferred_name from participants where id = any (ids)
    union select n.given_name from participant_names n where n.participant_id = any (ids)
    union select n.middle_name from participant_names n where n.participant_id = any (ids)
    union select n.family_name from participant_names n where n.participant_id = any (ids)),
  made as (
    insert into name_words (word) select w from (select distinct w from said cross join lateral unnest(name_words_of(name)) w) words
    order by w on conflict do nothing returning word)
  insert into name_word_deletes (key, word) select k, word from made cross join lateral name_word_keys(word) k
    order by k, word on conflict do nothing;
  if not fresh then
    delete from name_pairs p where p.participant_id = any (ids)
      and not exists (select 1 from name_pairs_of(ids) s where (s.low, s.high, s.participant_id) = (p.low, p.high, p.participant_id));
  end if;
  insert into name_pairs select * from name_pairs_of(ids) on conflict do nothing;
end $$;
--> statement-breakpoint
create function people_with_new_names() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ids integer[];
begin
  execute format('select array_agg(distinct %s) from changed', tg_argv[0]) into ids;
  if ids is null then return null; end if;
  if tg_op = 'DELETE' and tg_table_name = 'participants' then
    delete from name_pairs where participant_id = any (ids);
  else
    perform refresh_name_search(ids, tg_op = 'INSERT' and tg_table_name = 'participants');
  end if;
  return null;
end $$;
--> statement-breakpoint
create function person_with_new_name() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'participants' then
    perform refresh_name_search(array[new.id], false);
  else
    perform refresh_name_search(array[old.participant_id, new.participant_id], false);
  end if;
  return null;
end $$;
--> statement-breakpoint
do $$
declare
  event text;
begin
  foreach event in array array['insert','delete'] loop
    execute format('create trigger name_search_on_%s after %s on participants referencing %s table as changed
      for each statement execute function people_with_new_names(%L)', event, event, case event when 'insert' then 'new' else 'old' end, 'id');
    execute format('create trigger name_search_on_%s after %s on participant_names referencing %s table as changed
      for each statement execute function people_with_new_names(%L)', event, event, case event when 'insert' then 'new' else 'old' end, 'participant_id');
  end loop;
end $$;
--> statement-breakpoint
create trigger name_search_on_update after update on participants for each row
  when ((old.given_name, old.middle_name, old.family_name, old.preferred_name) is distinct from
    (new.given_name, new.middle_name, new.family_name, new.preferred_name))
  execute function person_with_new_name();
--> statement-breakpoint
create trigger name_search_on_update after update on participant_names for each row
  when ((old.participant_id, old.given_name, old.middle_name, old.family_name) is distinct from
    (new.participant_id, new.given_name, new.middle_name, new.family_name))
  execute function person_with_new_name();
--> statement-breakpoint
-- Words of the vocabulary that a typed word may mean: itself, its beginnings, and words a slip or two away. Numbers and
-- words of one or two letters mean themselves and what begins with them.
create function name_words_like(typed text) returns table (hash integer, slips integer)
  language sql stable rows 10
  as $$
  select hashtext(word), min(slips) from (
    select typed as word, 0 as slips
    union all
    select * from (select w.word, case when w.word = typed then 0 else 1 end from name_words w
      where w.word ~>=~ typed and w.word ~<~ (typed || chr(1114111)) order by length(w.word), w.word limit 60) begun
    union all
    select d.word, 2 * levenshtein(d.word, typed) from name_word_keys(typed) k join name_word_deletes d on d.key = k
    where length(typed) >= 3 and typed !~ '[0-9]' and d.word <> typed
      and levenshtein_less_equal(d.word, typed, 2) <= case when length(typed) > 3 and length(d.word) > 3 then 2 else 1 end) found
  group by word
$$;
--> statement-breakpoint
-- People of that name, by any two words of it, most alike first: at most `most`, those without a slip before others.
-- Plans of a function are kept, and its cost does not grow with the registry: every step is a few index look-ups.
create function find_people_by_name(typed text, most integer) returns table (id integer, slips integer)
  language plpgsql stable rows 25 as $$
declare
  words text[] := name_words_of(typed);
begin
  if cardinality(words) > 2 then
    words := array(select w from unnest(words) w where length(w) > 1);
  end if;
  if cardinality(words) >= 2 then
    return query
      with means as materialized (
        select w.n, l.hash, l.slips from unnest(words[1:6]) with ordinality w(word, n) cross join lateral name_words_like(w.word) l),
      met as (
        select b.n, p.participant_id, min(a.slips + b.slips) as slips from means a join means b on a.n = 1 and b.n > 1
        join name_pairs p on p.low = least(a.hash, b.hash) and p.high = greatest(a.hash, b.hash)
        group by 1, 2)
      select m.participant_id, sum(m.slips)::integer from met m group by 1
      having count(*) = least(cardinality(words), 6) - 1 order by 2, 1 limit most;
  elsif cardinality(words) = 1 then
    return query
      with means as materialized (select l.hash, l.slips from name_words_like(words[1]) l)
      select f.participant_id, min(f.slips) from (
        select p.participant_id, m.slips from means m join name_pairs p on p.low = m.hash
        union all select p.participant_id, m.slips from means m join name_pairs p on p.high = m.hash) f
      group by 1 order by 2, 1 limit most;
  end if;
end $$;
--> statement-breakpoint
select refresh_name_search(array(select id from participants), true);
