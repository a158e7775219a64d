-- Functions whose plans are kept for a session. PostgreSQL plans a statement with an array anew for each call otherwise,
-- which costs more than the few index look-ups that follow.
alter function find_people_by_name(text, integer) set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
alter function refresh_name_search(integer[], boolean) set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
-- As before, without a statement of their own: they are called a dozen times for each name.
create or replace function name_words_of(name text) returns text[]
  language plpgsql immutable strict parallel safe
  as $$
declare
  word text;
  words text[] := '{}';
begin
  foreach word in array regexp_split_to_array(public.fold(name), '[[:space:][:punct:]]+') loop
    if word <> '' and length(word) <= 60 and word <> all (words)
      and word not in ('de', 'del', 'la', 'las', 'los', 'y', 'e', 'da', 'do', 'dos', 'van', 'von', 'san') then
      words := words || word;
      exit when cardinality(words) = 8;
    end if;
  end loop;
  return words;
end $$;
--> statement-breakpoint
create or replace function name_word_keys(word text) returns setof integer
  language plpgsql immutable strict parallel safe rows 8
  as $$
begin
  return next pg_catalog.hashtext(word);
  for n in 0 .. length(word) - 1 loop
    return next pg_catalog.hashtext(left(word, n) || substr(word, n + 2));
  end loop;
end $$;
