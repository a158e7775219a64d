CREATE TABLE "private"."skipped_name_words" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "private"."skipped_name_words_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"word" text NOT NULL
);
--> statement-breakpoint
-- Adds words to the vocabulary and never waits: whoever adds one holds a lock of it that others only try for, so that two
-- transactions that add each other's words in another order cannot wait for one another. Who steps back writes the word down.
-- A thousand locks for all words: a load of a million people does not fill the table of locks.
create function add_name_words(words text[]) returns void
  language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  missing text[];
  mine text[];
begin
  select array_agg(distinct w) into missing from unnest(words) w where not exists (select 1 from name_words v where v.word = w);
  if missing is null then return; end if;
  select array_agg(w order by w) into mine from unnest(missing) w
    where pg_try_advisory_xact_lock(1314213188, hashtext(w) & 1023);
  if mine is null or cardinality(mine) < cardinality(missing) then
    insert into private.skipped_name_words (word) select w from unnest(missing) w where w <> all (coalesce(mine, '{}'));
  end if;
  with made as (insert into name_words (word) select w from unnest(mine) w on conflict do nothing returning word)
  insert into name_word_deletes (key, word) select k, word from made cross join lateral name_word_keys(word) k
    order by k, word on conflict do nothing;
end $$;
--> statement-breakpoint
-- Adds the words that somebody stepped back from. Safe to repeat; a word that is still being added is written down again.
create function bring_skipped_name_words() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  words text[];
begin
  with gone as (delete from private.skipped_name_words where id in
    (select id from private.skipped_name_words order by id limit 2000 for update skip locked) returning word)
  select array_agg(distinct word) into words from gone;
  if words is not null then perform add_name_words(words); end if;
end $$;
--> statement-breakpoint
-- As before; the words go their own way, and pairs are written in one order.
create or replace function refresh_name_search(ids integer[], fresh boolean) returns void
  language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  perform add_name_words(array(select distinct w from (
    select given_name as name from participants where id = any (ids)
    union select middle_name from participants where id = any (ids)
    union select family_name from participants where id = any (ids)
    union select preferred_name from participants where id = any (ids)
    union select n.given_name from participant_names n where n.participant_id = any (ids)
    union select n.middle_name from participant_names n where n.participant_id = any (ids)
    union select n.family_name from participant_names n where n.participant_id = any (ids)) said
  cross join lateral unnest(name_words_of(name)) w));
  if not fresh then
    delete from name_pairs p where p.participant_id = any (ids)
      and not exists (select 1 from name_pairs_of(ids) s where (s.low, s.high, s.participant_id) = (p.low, p.high, p.participant_id));
  end if;
  insert into name_pairs select * from name_pairs_of(ids) order by 1, 2, 3 on conflict do nothing;
end $$;
