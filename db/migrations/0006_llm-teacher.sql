CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"secret" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "teacher_calls" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "teacher_calls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"dataset_id" integer NOT NULL,
	"problem_id" integer NOT NULL,
	"job_id" integer NOT NULL,
	"line" integer NOT NULL,
	"prompt" text NOT NULL,
	"prompt_digest" text NOT NULL,
	"model" text NOT NULL,
	"served_model" text,
	"temperature" double precision NOT NULL,
	"mutations" smallint NOT NULL,
	"refactorings" smallint NOT NULL,
	"reply" text NOT NULL,
	"prompt_tokens" integer,
	"completion_tokens" integer,
	"cost_usd" double precision,
	"latency_ms" integer NOT NULL,
	"attempts" smallint NOT NULL,
	"outcome" jsonb,
	"used_by" integer,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "edits" ADD COLUMN "teacher_call_id" bigint;--> statement-breakpoint
ALTER TABLE "edits" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "teacher_calls" ADD CONSTRAINT "teacher_calls_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teacher_calls" ADD CONSTRAINT "teacher_calls_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "teacher_calls_asked" ON "teacher_calls" USING btree ("problem_id","line","prompt_digest","model","temperature","mutations","refactorings");--> statement-breakpoint
CREATE INDEX "teacher_calls_dataset" ON "teacher_calls" USING btree ("dataset_id");--> statement-breakpoint
CREATE INDEX "teacher_calls_job" ON "teacher_calls" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "teacher_calls_used_by" ON "teacher_calls" USING btree ("used_by");