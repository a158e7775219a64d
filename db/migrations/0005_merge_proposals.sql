ALTER TABLE "merges" DROP CONSTRAINT "merges_status_check";--> statement-breakpoint
ALTER TABLE "merges" ADD COLUMN "keep_account_id" integer;--> statement-breakpoint
ALTER TABLE "merges" ADD COLUMN "survivor_version" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "merges" ADD COLUMN "retired_version" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "merges" ADD CONSTRAINT "merges_keep_account_id_accounts_id_fk" FOREIGN KEY ("keep_account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "merges_keep_account_idx" ON "merges" USING btree ("keep_account_id");--> statement-breakpoint
ALTER TABLE "merges" ADD CONSTRAINT "merges_status_check" CHECK ("merges"."status" in ('proposed', 'merged', 'undone', 'refused'));