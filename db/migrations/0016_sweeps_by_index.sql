CREATE INDEX "document_decisions_created_idx" ON "document_decisions" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "document_pages_image_key_idx" ON "document_pages" USING btree ("image_key");--> statement-breakpoint
CREATE INDEX "document_pages_thumbnail_key_idx" ON "document_pages" USING btree ("thumbnail_key");--> statement-breakpoint
CREATE INDEX "documents_lease_idx" ON "documents" USING btree ("claimed_until") WHERE "documents"."claimed_until" is not null;--> statement-breakpoint
CREATE INDEX "intake_pages_image_key_idx" ON "intake_pages" USING btree ("image_key");--> statement-breakpoint
CREATE INDEX "intake_pages_thumbnail_key_idx" ON "intake_pages" USING btree ("thumbnail_key");--> statement-breakpoint
CREATE INDEX "report_runs_storage_key_idx" ON "report_runs" USING btree ("storage_key");