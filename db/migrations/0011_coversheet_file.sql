ALTER TABLE "coversheets" ADD COLUMN "storage_key" text;--> statement-breakpoint
CREATE UNIQUE INDEX "coversheets_storage_key_key" ON "coversheets" USING btree ("storage_key");