-- As before, and once more for a survivor that is itself being merged meanwhile: the row lands where the chain ends.
create or replace function row_follows_survivor() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare onward integer;
begin
  for step in 1 .. 20 loop
    select merged_into_id into onward from participants where id = new.participant_id for key share;
    exit when onward is null;
    new.participant_id := onward;
  end loop;
  return new;
end $$;
