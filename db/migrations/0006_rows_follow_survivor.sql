-- Whatever is sent to a retired record lands on the record that lives (M1). The lock waits for a running merge, so that
-- no upload, roster mark or request that races one is left behind.
create function row_follows_survivor() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from participants where id = new.participant_id for key share;
  if exists (select 1 from participants where id = new.participant_id and merged_into_id is not null) then
    new.participant_id := survivor_of(new.participant_id);
  end if;
  return new;
end $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['participant_names','participant_identifiers','private.participant_secrets','employments','access_grants',
    'name_changes','documents','degrees','courses','credentials','training_hours','sponsor_managers','instructors','enrollments']
  loop
    execute format('create trigger follow_survivor before insert on %s for each row execute function row_follows_survivor()', t);
  end loop;
end $$;
