CREATE TABLE "private"."changed_people" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "private"."changed_people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"participant_id" integer NOT NULL
);
--> statement-breakpoint
-- One task for all that a transaction changed. Its key carries the transaction: no two writers meet on a row of the queue.
create function look_for_duplicates_soon() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  this text := pg_current_xact_id()::text;
begin
  if current_setting('app.duplicates_asked', true) is distinct from this then
    perform set_config('app.duplicates_asked', this, true);
    perform app_enqueue('match_changed_people', '{}', null, 'match_changed_people:' || this, null);
  end if;
end $$;
--> statement-breakpoint
-- Rows that came or went, a whole statement at a time. The argument says how a row names its person.
create function note_changed_people() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  noted bigint;
begin
  execute format('insert into private.changed_people (participant_id) select distinct %s from changed c where %s is not null',
    tg_argv[0], tg_argv[0]);
  get diagnostics noted = row_count;
  if noted > 0 then perform look_for_duplicates_soon(); end if;
  return null;
end $$;
--> statement-breakpoint
-- One row whose compared columns changed (the trigger's WHEN has looked), for the person it was and the one it is about.
create function note_changed_person() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into private.changed_people (participant_id)
    select distinct (r.value ->> tg_argv[0])::integer from unnest(array[to_jsonb(old), to_jsonb(new)]) as r(value)
    where r.value ->> tg_argv[0] is not null;
  perform look_for_duplicates_soon();
  return null;
end $$;
--> statement-breakpoint
-- What two records are compared by: a change of anything else asks for no look.
do $$
declare
  t record;
  event text;
begin
  for t in
    select * from (values
      ('participants', 'id', 'c.id', array['given_name','family_name','preferred_name','birth_date','birth_date_estimated','email','phone',
        'address_line','city','zip','status','merged_into_id']),
      ('participant_names', 'participant_id', 'c.participant_id', array['participant_id','given_name','family_name']),
      ('participant_identifiers', 'participant_id', 'c.participant_id', array['participant_id','kind','value']),
      ('private.participant_secrets', 'participant_id', 'c.participant_id', array['participant_id','ssn_blind_index']),
      ('accounts', 'participant_id', 'c.participant_id', array['participant_id','email','status']),
      ('credentials', 'participant_id', 'c.participant_id', array['participant_id','document_number']),
      ('documents', 'participant_id', 'case when c.stated_number is not null then c.participant_id end', array['participant_id','stated_number']),
      ('document_files', null, '(select d.participant_id from documents d where d.id = c.document_id)', null),
      ('employments', 'participant_id', 'c.participant_id', array['participant_id','program_id','status','employer_record_number']),
      ('enrollments', 'participant_id', 'c.participant_id', array['participant_id','event_id'])
    ) as listed(name, person, expression, columns)
  loop
    foreach event in array array['insert','delete'] loop
      execute format('create trigger note_changed_people_on_%s after %s on %s referencing %s table as changed
        for each statement execute function note_changed_people(%L)',
        event, event, t.name, case event when 'insert' then 'new' else 'old' end, t.expression);
    end loop;
    if t.columns is not null then
      execute format('create trigger note_changed_person after update on %s for each row when (%s) execute function note_changed_person(%L)',
        t.name, (select string_agg(format('old.%I is distinct from new.%I', c, c), ' or ') from unnest(t.columns) c), t.person);
    end if;
  end loop;
  create trigger note_removed_document after update on documents for each row
    when ((old.status = 'deleted') <> (new.status = 'deleted')) execute function note_changed_person('participant_id');
end $$;
