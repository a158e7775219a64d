create extension if not exists pg_trgm;
--> statement-breakpoint
create extension if not exists unaccent;
--> statement-breakpoint
create extension if not exists fuzzystrmatch;
--> statement-breakpoint
-- `unaccent` is only STABLE because its dictionary could change; naming the dictionary makes folding indexable.
create function fold(value text) returns text
  language sql immutable strict parallel safe
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;
--> statement-breakpoint
-- Damm's quasigroup (H. M. Damm, 2004): finds every single wrong digit and every swap of two neighbours.
create function damm_digit(digits text) returns text
  language plpgsql immutable strict parallel safe
  as $$
declare
  quasigroup constant text[] := array[
    '0317598642', '7092154863', '4206871359', '1750983426', '6123045978',
    '3674209581', '5869720134', '8945362017', '9438617205', '2581436790'];
  interim int := 0;
begin
  for i in 1 .. length(digits) loop
    interim := substr(quasigroup[interim + 1], substr(digits, i, 1)::int + 1, 1)::int;
  end loop;
  return interim::text;
end $$;
--> statement-breakpoint
create function registry_number_is_valid(number text) returns boolean
  language sql immutable strict parallel safe
  as $$ select number ~ '^[0-9]{7,8}$' and damm_digit(number) = '0' $$;
--> statement-breakpoint
create sequence registry_number_seq start 100001;
--> statement-breakpoint
-- Six digits and a check digit; past 999,999 people it becomes seven and one. A sequence never hands a value out twice.
create function next_registry_number() returns text
  language plpgsql volatile
  as $$
declare
  value text := nextval('registry_number_seq')::text;
  serial text := lpad(value, greatest(6, length(value)), '0');
begin
  return serial || damm_digit(serial);
end $$;
