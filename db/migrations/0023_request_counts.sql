CREATE TABLE "private"."request_counts" (
	"counter" text NOT NULL,
	"address_index" text NOT NULL,
	"hits" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_counts_counter_address_index_pk" PRIMARY KEY("counter","address_index")
);
--> statement-breakpoint
CREATE INDEX "request_counts_window_idx" ON "private"."request_counts" USING btree ("window_ends_at");