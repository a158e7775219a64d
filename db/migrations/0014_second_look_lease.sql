-- As with documents: renewing a claim must not make the look on its way seem stale.
drop trigger touch on second_looks;
--> statement-breakpoint
create trigger touch before update on second_looks for each row
  when ((to_jsonb(old) - 'claimed_until') is distinct from (to_jsonb(new) - 'claimed_until')
    or old.claimed_until is not distinct from new.claimed_until)
  execute function touch_row();
