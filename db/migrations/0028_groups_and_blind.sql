ALTER TABLE "accounts" ADD COLUMN "judges_blind" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "duplicate_candidates" ADD COLUMN "group_key" integer;--> statement-breakpoint
CREATE INDEX "duplicate_candidates_group_idx" ON "duplicate_candidates" USING btree ("group_key") WHERE "duplicate_candidates"."group_key" is not null;