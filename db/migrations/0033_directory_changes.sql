-- One task for all that a transaction changed in the directory, as look_for_duplicates_soon() is for people.
create function look_at_directory_soon() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  this text := pg_current_xact_id()::text;
begin
  if current_setting('app.directory_asked', true) is distinct from this then
    perform set_config('app.directory_asked', this, true);
    perform app_enqueue('match_changed_directory', '{}', null, 'match_changed_directory:' || this, null);
  end if;
end $$;
--> statement-breakpoint
-- Rows that came or went, a whole statement at a time.
create function note_changed_directory() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  noted bigint;
begin
  insert into private.changed_directory (kind, record_id) select tg_table_name, c.id from changed c;
  get diagnostics noted = row_count;
  if noted > 0 then perform look_at_directory_soon(); end if;
  return null;
end $$;
--> statement-breakpoint
-- One row that says something else than before (the trigger's WHEN has looked); merged and parted again are such, too.
create function note_changed_record() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into private.changed_directory (kind, record_id) values (tg_table_name, new.id);
  perform look_at_directory_soon();
  return null;
end $$;
--> statement-breakpoint
do $$
declare
  t text;
  event text;
begin
  foreach t in array array['programs','institutions','trainings','sponsors'] loop
    foreach event in array array['insert','delete'] loop
      execute format('create trigger note_changed_directory_on_%s after %s on %I referencing %s table as changed
        for each statement execute function note_changed_directory()',
        event, event, t, case event when 'insert' then 'new' else 'old' end);
    end loop;
    execute format('create trigger note_changed_record after update on %I for each row
      when (to_jsonb(old) - array[''version'',''updated_at''] is distinct from to_jsonb(new) - array[''version'',''updated_at''])
      execute function note_changed_record()', t);
  end loop;
end $$;
--> statement-breakpoint
-- A registry that was there before is looked at as soon as workers run.
do $$
begin
  if to_regproc('public.app_enqueue') is not null and exists (select 1 from programs union all select 1 from institutions) then
    perform app_enqueue('find_directory_duplicates', '{}', null, 'find_directory_duplicates:all', null);
  end if;
end $$;
