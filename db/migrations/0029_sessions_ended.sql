-- A sign-in that ends, by whatever door, is told to every web process: none goes on remembering it. The payload is the stored
-- hash, which opens nothing. Sessions that had run out anyway are swept without a word.
create function tell_session_ended() returns trigger
  language plpgsql set search_path = private, public, pg_temp as $$
begin
  perform pg_notify('session_ended', old.id);
  return null;
end $$;
--> statement-breakpoint
create trigger sessions_tell_ended after delete on private.sessions
  for each row when (old.expires_at > now()) execute function tell_session_ended();
