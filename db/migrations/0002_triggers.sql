create function touch_row() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  if to_jsonb(new) ? 'version' then
    new.version := old.version + 1;
  end if;
  return new;
end $$;
--> statement-breakpoint
do $$
declare t record;
begin
  for t in
    select c.table_schema, c.table_name from information_schema.columns c
    join information_schema.columns v using (table_schema, table_name)
    where c.column_name = 'updated_at' and v.column_name = 'version' and c.table_schema = 'public'
  loop
    execute format('create trigger touch before update on %I.%I for each row execute function touch_row()', t.table_schema, t.table_name);
  end loop;
end $$;
--> statement-breakpoint
-- What the search box looks through: every name the person had, numbers of records merged into it, e-mail, phone digits.
create function participant_search_text(p participants) returns text
  language sql stable
  as $$
  select fold(concat_ws(' ',
    p.registry_number, p.given_name, p.middle_name, p.family_name, p.preferred_name, p.email,
    regexp_replace(p.phone, '\D', '', 'g'),
    (select string_agg(concat_ws(' ', n.given_name, n.middle_name, n.family_name), ' ' order by n.id)
       from participant_names n where n.participant_id = p.id),
    (select string_agg(m.registry_number, ' ' order by m.id) from participants m where m.merged_into_id = p.id)))
$$;
--> statement-breakpoint
-- Security definer: an educator saving its own profile must not lose the retired numbers it cannot see.
create function participants_set_search_text() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.search_text := participant_search_text(new);
  return new;
end $$;
--> statement-breakpoint
create trigger search_text before insert or update on participants
  for each row execute function participants_set_search_text();
--> statement-breakpoint
create function refresh_participant_search() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'participant_names' then
    update participants set search_text = '' where id in
      (case when tg_op <> 'INSERT' then old.participant_id end, case when tg_op <> 'DELETE' then new.participant_id end);
  else
    update participants set search_text = '' where id in (old.merged_into_id, new.merged_into_id);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger refresh_search after insert or update or delete on participant_names
  for each row execute function refresh_participant_search();
--> statement-breakpoint
create trigger refresh_search_of_survivor after update of merged_into_id on participants
  for each row when (old.merged_into_id is distinct from new.merged_into_id)
  execute function refresh_participant_search();
--> statement-breakpoint
-- Follows a chain of merges to the record that lives: an old number opens the survivor everywhere (S20, M1).
create function survivor_of(start_id integer) returns integer
  language sql stable strict
  as $$
  with recursive chain(id, next_id, depth) as (
    select id, merged_into_id, 0 from participants where id = start_id
    union all
    select p.id, p.merged_into_id, depth + 1 from chain join participants p on p.id = chain.next_id where depth < 100
  )
  select id from chain where next_id is null limit 1
$$;
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger append_only before update or delete on audit_events for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_truncate before truncate on audit_events for each statement execute function refuse_change();
--> statement-breakpoint
create trigger append_only before update or delete on document_decisions for each row execute function refuse_change();
--> statement-breakpoint
-- A roster swap during a merge exchanges two rows of one event inside one transaction.
alter table enrollments drop constraint enrollments_key,
  add constraint enrollments_key unique (event_id, participant_id) deferrable initially immediate;
