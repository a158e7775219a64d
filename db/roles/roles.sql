-- Database roles, one per trust tier. Idempotent: run after every migration. See TIERS in db/roles/tiers.ts.
-- The API logs in as the owner but runs every verb under `set local role`; a connection's default role is app_none,
-- which may do nothing, so a query that forgot its verb's transaction is refused instead of seeing everything.
do $$
declare r text;
begin
  foreach r in array array['app_none','app_anon','app_participant','app_program','app_sponsor','app_instructor','app_staff','app_auditor','app_worker']
  loop
    if not exists (select 1 from pg_roles where rolname = r) then
      begin
        execute format('create role %I nologin noinherit', r);
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
    if not pg_has_role(current_user, r, 'member') or not (select rolsuper from pg_roles where rolname = current_user) then
      execute format('grant %I to %I', r, current_user);
    end if;
  end loop;
end $$;

-- The actor of the running transaction, set by inTransaction() in api/kernel/context.ts.
create or replace function app_account_id() returns integer language sql stable parallel safe
  as $$ select nullif(current_setting('app.account_id', true), '')::integer $$;
create or replace function app_participant_id() returns integer language sql stable parallel safe
  as $$ select nullif(current_setting('app.participant_id', true), '')::integer $$;
create or replace function app_program_ids() returns integer[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.program_ids', true), ''), '{}')::integer[] $$;
create or replace function app_sponsor_ids() returns integer[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.sponsor_ids', true), ''), '{}')::integer[] $$;

-- Current staff of the administrator's programs: confirmed and not ended. S163
create or replace function app_program_staff() returns setof integer
  language sql stable security definer set search_path = public, pg_temp
  as $$ select e.participant_id from employments e
        where e.program_id = any (app_program_ids()) and e.status = 'confirmed' and (e.ended_on is null or e.ended_on >= current_date) $$;
-- The same without those who hide their documents and education from their employer.
create or replace function app_program_open_staff() returns setof integer
  language sql stable security definer set search_path = public, pg_temp
  as $$ select p.id from participants p where p.id in (select app_program_staff()) and not p.hidden_from_employers $$;
-- Events an instructor leads. S133
create or replace function app_led_events() returns setof integer
  language sql stable security definer set search_path = public, pg_temp
  as $$ select ei.event_id from event_instructors ei join instructors i on i.id = ei.instructor_id
        where i.participant_id = app_participant_id() and i.status = 'approved' $$;
-- Documents the actor reads blind at the moment, for a second look it holds. M8
create or replace function app_blind_documents() returns setof integer
  language sql stable security definer set search_path = public, pg_temp
  as $$ select document_id from second_looks where status = 'waiting' and claimed_by_id = app_account_id() and claimed_until >= now() $$;

-- How full an event is: two counts, for readers who may not see its roster.
create or replace function app_event_seats(event integer, out enrolled integer, out waitlisted integer)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select count(*) filter (where status in ('enrolled', 'attended'))::integer,
          count(*) filter (where status = 'waitlisted')::integer
        from enrollments where event_id = event $$;

-- The outbox: a task joins the queue in the transaction that causes it.
create or replace function app_enqueue(task text, payload jsonb, run_at timestamptz, job_key text, max_attempts integer)
  returns void language sql security definer set search_path = pg_catalog, pg_temp
  as $$ select graphile_worker.add_job(task, payload::json, run_at => run_at, job_key => job_key, max_attempts => max_attempts) $$;

-- Grants ---------------------------------------------------------------------------------------------------------
revoke all on all tables in schema public from public;
revoke all on schema private from public;
grant usage on schema public to app_anon, app_participant, app_program, app_sponsor, app_instructor, app_staff, app_auditor, app_worker;
grant usage on schema private to app_participant, app_program, app_staff, app_worker;
grant usage on all sequences in schema public, private to app_participant, app_program, app_sponsor, app_instructor, app_staff, app_worker;
grant execute on function app_enqueue(text, jsonb, timestamptz, text, integer) to app_participant, app_program, app_sponsor, app_instructor, app_staff, app_worker;
revoke execute on function app_enqueue(text, jsonb, timestamptz, text, integer) from public;

grant select, insert, update, delete on all tables in schema public to app_staff, app_worker;
grant select, insert, update, delete on all tables in schema private to app_worker;
grant select, insert, update, delete on private.employment_wages, private.participant_secrets to app_staff;
grant select, insert, update, delete on private.employment_wages, private.participant_secrets to app_participant;
grant select on private.employment_wages to app_program;
grant select on all tables in schema public to app_auditor;
-- Catalogue tables hold nothing about a person.
grant select on desk_settings, queue_pace to app_participant, app_program;
grant select on institutions, programs, sponsors, trainings, events, event_sessions, announcements
  to app_anon, app_participant, app_program, app_sponsor, app_instructor;
grant select, insert, update, delete on
  participant_names, participant_identifiers, employments, access_grants, name_changes, documents, document_files, document_pages
  to app_participant;
grant select, insert, update on participants, enrollments, report_runs, accounts, instructors, sponsor_managers to app_participant;
grant select, insert on audit_events, notifications, document_decisions, coversheets to app_participant;
grant select, insert, update on review_requests to app_participant;
grant select on report_versions, report_lines to app_participant;
grant select, insert, update on requests to app_participant;
grant select, insert on request_messages, request_files to app_participant;
grant select on request_pages to app_participant;
grant select, insert on coversheets to app_program;
-- A program's administrator sends documents in for its staff. B-D6
grant insert on documents, document_files to app_program;
grant select on degrees, courses, credentials, training_hours, event_instructors to app_participant;
grant select on participants, participant_names, participant_identifiers, documents, document_files, document_pages, document_decisions,
  degrees, courses, credentials, training_hours, event_instructors, accounts to app_program;
grant select, insert, update on employments, access_grants, enrollments, report_runs, notifications to app_program;
grant insert on audit_events to app_program, app_sponsor, app_instructor;
grant select on participants, participant_names, accounts to app_sponsor, app_instructor;
grant select, insert, update, delete on trainings, events, event_sessions, event_instructors, sponsor_managers, instructors to app_sponsor;
grant select, insert, update on enrollments, training_hours, report_runs, notifications to app_sponsor;
grant update on sponsors to app_sponsor;
-- What speaks for a candidate is the registry's to know: a sponsor reads that a person it knows may be meant, not why.
grant select on roster_imports, roster_import_rows, roster_invitations to app_sponsor;
grant select (id, row_id, participant_id) on roster_candidates to app_sponsor;
grant select on event_instructors, instructors, training_hours to app_instructor;
grant select, insert, update on enrollments, report_runs to app_instructor;
revoke update, delete, truncate on audit_events, document_decisions, document_routings from app_staff, app_worker;
-- Nobody decides on their own documents or makes themselves a sponsor's manager.
revoke insert, update, delete on document_decisions, sponsor_managers, accounts from app_participant;

-- What a person may ask for and never decide: the statuses that are staff's, a program's or a sponsor's to give.
create or replace function refuse_self_decision() returns trigger language plpgsql as $$
begin
  if current_user = 'app_participant' and new.status = any (tg_argv)
     and (tg_op = 'INSERT' or new.status is distinct from old.status) then
    raise exception 'this status is not given by the person it is about' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger self_decision before insert or update on documents
  for each row execute function refuse_self_decision('verified', 'action_required', 'not_accepted');
create or replace trigger self_decision before insert or update on review_requests
  for each row execute function refuse_self_decision('upheld', 'changed');
create or replace trigger self_decision before insert or update on requests
  for each row execute function refuse_self_decision('answered', 'resolved', 'refused');
create or replace trigger self_decision before insert or update on access_grants
  for each row execute function refuse_self_decision('granted', 'refused', 'revoked', 'expired');
create or replace trigger self_decision before insert or update on name_changes
  for each row execute function refuse_self_decision('approved', 'refused');
create or replace trigger self_decision before insert or update on employments
  for each row execute function refuse_self_decision('confirmed', 'declined');
create or replace trigger self_decision before insert or update on enrollments
  for each row execute function refuse_self_decision('attended', 'no_show');
create or replace trigger self_decision before insert or update on instructors
  for each row execute function refuse_self_decision('approved', 'denied');
create or replace trigger self_decision before insert or update on participants
  for each row execute function refuse_self_decision('merged');

-- Row-level security -----------------------------------------------------------------------------------------------
create or replace procedure app_policy(tbl regclass, role_name text, command text, condition text) language plpgsql as $$
declare policy_name text := role_name || '_' || lower(command);
begin
  execute format('drop policy if exists %I on %s', policy_name, tbl);
  execute format('create policy %I on %s for %s to %I %s %s', policy_name, tbl, command, role_name,
    case when command = 'INSERT' then '' else 'using (' || condition || ')' end,
    case when command in ('INSERT', 'UPDATE', 'ALL') then 'with check (' || condition || ')' else '' end);
end $$;

do $$
declare
  t text;
  own constant text := 'participant_id = (select app_participant_id())';
  staffed constant text := 'participant_id in (select app_program_staff())';
  shown constant text := 'participant_id in (select app_program_open_staff())';
  rostered constant text := 'exists (select 1 from events e where e.id = event_id and e.sponsor_id = any ((select app_sponsor_ids())::integer[]))';
  led constant text := 'event_id in (select app_led_events())';
begin
  foreach t in array array['participants','participant_names','participant_identifiers','accounts','employments','access_grants',
    'name_changes','documents','document_files','document_pages','document_decisions','degrees','courses','credentials','training_hours',
    'enrollments','notifications','report_runs','duplicate_candidates','directory_candidates','duplicate_scans','linkage_models','merges','directory_merges','merge_ledger','audit_events','sponsor_managers','instructors',
    'document_page_texts','document_readings','document_routings','course_memory','second_looks','review_requests','coversheets',
    'intake_scans','intake_pages','intake_page_texts','report_versions','report_lines','requests','request_messages','request_files','request_pages',
    'roster_imports','roster_import_rows','roster_candidates','roster_invitations',
    'private.employment_wages','private.participant_secrets']
  loop
    execute format('alter table %s enable row level security', t);
    call app_policy(t::regclass, 'app_staff', 'ALL', 'true');
    call app_policy(t::regclass, 'app_worker', 'ALL', 'true');
    if t not like 'private.%' then call app_policy(t::regclass, 'app_auditor', 'SELECT', 'true'); end if;
  end loop;

  -- The educator: its own rows.
  call app_policy('participants', 'app_participant', 'ALL', 'id = (select app_participant_id())');
  call app_policy('accounts', 'app_participant', 'ALL', 'id = (select app_account_id())');
  foreach t in array array['participant_names','participant_identifiers','employments','access_grants','name_changes','documents','degrees',
    'courses','credentials','training_hours','enrollments','report_runs','sponsor_managers','instructors','audit_events','notifications',
    'review_requests','coversheets','report_versions','requests','private.participant_secrets']
  loop
    call app_policy(t::regclass, 'app_participant', 'ALL', own);
  end loop;
  foreach t in array array['document_files','document_pages','document_decisions'] loop
    call app_policy(t::regclass, 'app_participant', 'ALL',
      'exists (select 1 from documents d where d.id = document_id and d.participant_id = (select app_participant_id()))');
  end loop;
  -- The office's notes are no part of the conversation.
  call app_policy('request_messages', 'app_participant', 'ALL',
    'kind <> ''note'' and exists (select 1 from requests r where r.id = request_id and r.participant_id = (select app_participant_id()))');
  call app_policy('request_files', 'app_participant', 'ALL',
    'exists (select 1 from requests r where r.id = request_id and r.participant_id = (select app_participant_id()))');
  call app_policy('request_pages', 'app_participant', 'SELECT', 'exists (select 1 from request_files f where f.id = file_id)');
  call app_policy('report_lines', 'app_participant', 'SELECT', 'exists (select 1 from report_versions v where v.id = report_version_id)');
  call app_policy('private.employment_wages', 'app_participant', 'ALL',
    'exists (select 1 from employments e where e.id = employment_id and e.participant_id = (select app_participant_id()))');

  -- The program administrator: people of its programs; documents and education of current, confirmed staff unless hidden.
  call app_policy('participants', 'app_program', 'SELECT',
    'id = (select app_participant_id()) or exists (select 1 from employments e where e.participant_id = participants.id)
     or exists (select 1 from access_grants g where g.participant_id = participants.id)');
  call app_policy('accounts', 'app_program', 'SELECT', 'id = (select app_account_id())');
  call app_policy('employments', 'app_program', 'ALL', 'program_id = any ((select app_program_ids())::integer[])');
  call app_policy('access_grants', 'app_program', 'ALL', 'program_id = any ((select app_program_ids())::integer[])');
  call app_policy('documents', 'app_program', 'SELECT', shown || ' and not hidden_from_employers and type <> ''name_change_evidence''');
  call app_policy('participant_identifiers', 'app_program', 'SELECT', staffed);
  -- Former names, and the papers that prove a new one, are never an employer's to see. S41
  call app_policy('participant_names', 'app_program', 'SELECT', 'participant_id = (select app_participant_id())');
  -- What was read from a hidden document is as hidden as the document.
  foreach t in array array['degrees','courses','credentials','training_hours'] loop
    call app_policy(t::regclass, 'app_program', 'SELECT',
      shown || ' and (document_id is null or exists (select 1 from documents d where d.id = document_id))');
  end loop;
  foreach t in array array['document_files','document_pages','document_decisions'] loop
    call app_policy(t::regclass, 'app_program', 'SELECT', 'exists (select 1 from documents d where d.id = document_id)');
  end loop;
  call app_policy('documents', 'app_program', 'INSERT', shown || ' and source = ''program'' and status = ''processing''');
  call app_policy('document_files', 'app_program', 'INSERT', 'exists (select 1 from documents d where d.id = document_id and d.source = ''program'')');
  call app_policy('coversheets', 'app_program', 'ALL', staffed);
  call app_policy('enrollments', 'app_program', 'ALL', staffed);
  call app_policy('private.employment_wages', 'app_program', 'SELECT',
    'exists (select 1 from employments e where e.id = employment_id and e.program_id = any ((select app_program_ids())::integer[])
             and e.status = ''confirmed'' and (e.ended_on is null or e.ended_on >= current_date))');

  -- The sponsor's managers: rosters of their own events.
  call app_policy('enrollments', 'app_sponsor', 'ALL', rostered);
  call app_policy('participants', 'app_sponsor', 'SELECT',
    'id = (select app_participant_id()) or exists (select 1 from enrollments r where r.participant_id = participants.id)
     or exists (select 1 from instructors i where i.participant_id = participants.id)
     or exists (select 1 from sponsor_managers m where m.participant_id = participants.id)');
  call app_policy('participant_names', 'app_sponsor', 'SELECT', 'participant_id = (select app_participant_id())');
  call app_policy('accounts', 'app_sponsor', 'SELECT', 'id = (select app_account_id())');
  call app_policy('training_hours', 'app_sponsor', 'ALL',
    'exists (select 1 from enrollments r where r.id = enrollment_id)');
  call app_policy('sponsor_managers', 'app_sponsor', 'ALL', 'sponsor_id = any ((select app_sponsor_ids())::integer[])');
  call app_policy('instructors', 'app_sponsor', 'ALL', 'sponsor_id = any ((select app_sponsor_ids())::integer[])');
  call app_policy('report_runs', 'app_sponsor', 'ALL', 'sponsor_id = any ((select app_sponsor_ids())::integer[])');

  -- Lists it brought in itself; of whom a row may mean only people it may see anyway.
  call app_policy('roster_imports', 'app_sponsor', 'SELECT', 'not by_staff and ' || rostered);
  call app_policy('roster_import_rows', 'app_sponsor', 'SELECT', 'exists (select 1 from roster_imports i where i.id = import_id)');
  call app_policy('roster_candidates', 'app_sponsor', 'SELECT',
    'exists (select 1 from roster_import_rows r where r.id = row_id) and exists (select 1 from participants p where p.id = participant_id)');
  call app_policy('roster_invitations', 'app_sponsor', 'SELECT', 'exists (select 1 from roster_import_rows r where r.id = row_id)');

  -- The instructor: rosters of the events it leads.
  call app_policy('enrollments', 'app_instructor', 'ALL', led);
  call app_policy('participants', 'app_instructor', 'SELECT',
    'id = (select app_participant_id()) or exists (select 1 from enrollments r where r.participant_id = participants.id)');
  call app_policy('participant_names', 'app_instructor', 'SELECT', 'participant_id = (select app_participant_id())');
  call app_policy('accounts', 'app_instructor', 'SELECT', 'id = (select app_account_id())');
  call app_policy('training_hours', 'app_instructor', 'SELECT', 'exists (select 1 from enrollments r where r.id = enrollment_id)');
  call app_policy('instructors', 'app_instructor', 'SELECT', 'participant_id = (select app_participant_id())');

  -- Runs and messages a portal role asked for itself.
  foreach t in array array['app_program','app_instructor'] loop
    call app_policy('report_runs', t, 'ALL', 'requested_by_id = (select app_account_id())');
  end loop;
  foreach t in array array['app_program','app_sponsor'] loop
    call app_policy('notifications', t, 'ALL', 'account_id = (select app_account_id())');
  end loop;
  foreach t in array array['app_program','app_sponsor','app_instructor'] loop
    call app_policy('audit_events', t, 'INSERT', 'account_id = (select app_account_id())');
  end loop;
  -- A participant writes audit rows about itself and about rows it made; it reads those about itself.
  call app_policy('audit_events', 'app_participant', 'INSERT', 'account_id = (select app_account_id())');
end $$;

-- The training catalogue: everybody reads it, a sponsor's managers write their own organization's part of it.
do $$
declare
  t text;
  r text;
  own constant text := 'sponsor_id = any ((select app_sponsor_ids())::integer[])';
  own_event constant text := 'exists (select 1 from events e where e.id = event_id and e.sponsor_id = any ((select app_sponsor_ids())::integer[]))';
begin
  foreach t in array array['sponsors','trainings','events','event_sessions','event_instructors'] loop
    execute format('alter table %s enable row level security', t);
    foreach r in array array['app_staff','app_worker'] loop call app_policy(t::regclass, r, 'ALL', 'true'); end loop;
    foreach r in array array['app_anon','app_participant','app_program','app_sponsor','app_instructor','app_auditor'] loop
      call app_policy(t::regclass, r, 'SELECT', 'true');
    end loop;
  end loop;
  call app_policy('sponsors', 'app_sponsor', 'UPDATE', 'id = any ((select app_sponsor_ids())::integer[])');
  foreach r in array array['INSERT','UPDATE','DELETE'] loop
    call app_policy('trainings', 'app_sponsor', r, own);
    call app_policy('events', 'app_sponsor', r, own);
    call app_policy('event_sessions', 'app_sponsor', r, own_event);
    call app_policy('event_instructors', 'app_sponsor', r, own_event);
  end loop;
end $$;
