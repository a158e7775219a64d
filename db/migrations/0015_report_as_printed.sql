ALTER TABLE "report_lines" ADD COLUMN "printed" text NOT NULL;--> statement-breakpoint
ALTER TABLE "report_versions" ADD COLUMN "printed_name" text NOT NULL;--> statement-breakpoint
CREATE INDEX "report_versions_file_sha256_idx" ON "report_versions" USING btree ("file_sha256");