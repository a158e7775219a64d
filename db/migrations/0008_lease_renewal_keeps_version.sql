-- A clerk's lease is renewed while a save is on its way: renewal alone must not make that save look stale.
drop trigger touch on documents;
--> statement-breakpoint
create trigger touch before update on documents for each row
  when ((to_jsonb(old) - 'claimed_until') is distinct from (to_jsonb(new) - 'claimed_until')
    or old.claimed_until is not distinct from new.claimed_until)
  execute function touch_row();
