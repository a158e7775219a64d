ALTER TABLE "name_changes" DROP CONSTRAINT "name_changes_evidence_kind_check";--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "reply_by" text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "settled_by_merge_id" integer;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_settled_by_merge_id_merges_id_fk" FOREIGN KEY ("settled_by_merge_id") REFERENCES "public"."merges"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "requests_settled_by_merge_idx" ON "requests" USING btree ("settled_by_merge_id");--> statement-breakpoint
ALTER TABLE "name_changes" ADD CONSTRAINT "name_changes_evidence_kind_check" CHECK ("name_changes"."evidence_kind" in ('marriage_certificate', 'divorce_decree', 'court_order', 'passport', 'drivers_license', 'state_id', 'social_security_card', 'naturalization_certificate', 'birth_certificate', 'domestic_partnership', 'civil_union'));--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_reply_by_check" CHECK ("requests"."reply_by" in ('email', 'phone', 'letter'));