do $$
declare t text;
begin
  foreach t in array array['course_memory','second_looks','review_requests','desk_settings','coversheets','intake_scans','report_versions']
  loop
    execute format('create trigger touch before update on %I for each row execute function touch_row()', t);
  end loop;
  foreach t in array array['coversheets','review_requests']
  loop
    execute format('create trigger follow_survivor before insert on %I for each row execute function row_follows_survivor()', t);
  end loop;
end $$;
--> statement-breakpoint
insert into desk_settings (id) values (1) on conflict do nothing;
--> statement-breakpoint
-- Nobody judges their own work: a second look and a review are somebody else's. M6, M8
create function refuse_own_work() returns trigger language plpgsql as $$
declare
  judge integer := case tg_table_name when 'second_looks' then (to_jsonb(new) ->> 'reviewer_id')::integer else (to_jsonb(new) ->> 'decided_by_id')::integer end;
  first integer;
begin
  if judge is not null then
    select decided_by_id into first from document_decisions where id = new.decision_id;
    if judge = first then
      raise exception 'a decision is looked at by another person than the one who took it' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger own_work before insert or update on second_looks for each row execute function refuse_own_work();
--> statement-breakpoint
create trigger own_work before insert or update on review_requests for each row execute function refuse_own_work();
