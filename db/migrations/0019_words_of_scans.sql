CREATE TABLE "intake_page_texts" (
	"page_id" integer PRIMARY KEY NOT NULL,
	"words" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "intake_page_texts" ADD CONSTRAINT "intake_page_texts_page_id_intake_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."intake_pages"("id") ON DELETE cascade ON UPDATE no action;