ALTER TABLE "desk_settings" DROP CONSTRAINT "desk_settings_range_check";--> statement-breakpoint
ALTER TABLE "desk_settings" ADD COLUMN "merge_undo_days" smallint DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "merge_ledger" ADD COLUMN "was" jsonb;--> statement-breakpoint
ALTER TABLE "merges" ADD COLUMN "merged_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "merges" ADD COLUMN "undo_asked_by_id" integer;--> statement-breakpoint
ALTER TABLE "merges" ADD COLUMN "undo_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "merges" ADD COLUMN "undo_restore" jsonb;--> statement-breakpoint
ALTER TABLE "merges" ADD COLUMN "together_id" integer;--> statement-breakpoint
ALTER TABLE "merges" ADD CONSTRAINT "merges_undo_asked_by_id_accounts_id_fk" FOREIGN KEY ("undo_asked_by_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merges" ADD CONSTRAINT "merges_together_id_merges_id_fk" FOREIGN KEY ("together_id") REFERENCES "public"."merges"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "merges_undo_asked_by_idx" ON "merges" USING btree ("undo_asked_by_id");--> statement-breakpoint
CREATE INDEX "merges_together_idx" ON "merges" USING btree ("together_id");--> statement-breakpoint
ALTER TABLE "desk_settings" ADD CONSTRAINT "desk_settings_range_check" CHECK ("desk_settings"."second_look_percent" between 0 and 100 and "desk_settings"."new_verifier_documents" between 0 and 1000
        and "desk_settings"."review_weeks" between 1 and 26 and "desk_settings"."hold_days" between 1 and 90
        and "desk_settings"."merge_undo_days" between 0 and 3650);--> statement-breakpoint
update merges set merged_at = created_at;
