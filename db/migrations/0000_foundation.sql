CREATE TYPE "public"."event_kind" AS ENUM('vote', 'withdraw', 'comment', 'undo');--> statement-breakpoint
CREATE TYPE "public"."intent" AS ENUM('mutate', 'refactor');--> statement-breakpoint
CREATE TYPE "public"."job_state" AS ENUM('queued', 'running', 'succeeded', 'failed', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."language" AS ENUM('python');--> statement-breakpoint
CREATE TYPE "public"."origin" AS ENUM('reference', 'mutant', 'candidate');--> statement-breakpoint
CREATE TYPE "public"."split" AS ENUM('train', 'validation', 'test');--> statement-breakpoint
CREATE TYPE "public"."teacher" AS ENUM('symbolic', 'llm');--> statement-breakpoint
CREATE TYPE "public"."verdict" AS ENUM('passed', 'wrong-answer', 'runtime-error', 'compile-error', 'timeout', 'memory-limit', 'output-limit', 'crashed', 'bad-result', 'infra-error');--> statement-breakpoint
CREATE TABLE "cluster_keys" (
	"key" text PRIMARY KEY NOT NULL,
	"cluster" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dataset_stats" (
	"dataset_id" integer PRIMARY KEY NOT NULL,
	"problems" integer DEFAULT 0 NOT NULL,
	"built_problems" integer DEFAULT 0 NOT NULL,
	"programs" integer DEFAULT 0 NOT NULL,
	"labelled_programs" integer DEFAULT 0 NOT NULL,
	"verdict_counts" integer[] DEFAULT '{}' NOT NULL,
	"reason_counts" integer[] DEFAULT '{}' NOT NULL,
	"overrides" integer DEFAULT 0 NOT NULL,
	"settled" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "datasets" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "datasets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"rule" text DEFAULT 'mutation@1' NOT NULL,
	"last_seq" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "datasets_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "problem_stats" (
	"problem_id" integer PRIMARY KEY NOT NULL,
	"dataset_id" integer NOT NULL,
	"split" "split" NOT NULL,
	"code_lines" integer DEFAULT 0 NOT NULL,
	"tests" integer DEFAULT 0 NOT NULL,
	"programs" integer DEFAULT 0 NOT NULL,
	"labelled_programs" integer DEFAULT 0 NOT NULL,
	"verdict_counts" integer[] DEFAULT '{}' NOT NULL,
	"reason_counts" integer[] DEFAULT '{}' NOT NULL,
	"verdict_mask" integer DEFAULT 0 NOT NULL,
	"reason_mask" integer DEFAULT 0 NOT NULL,
	"overrides" integer DEFAULT 0 NOT NULL,
	"settled" integer DEFAULT 0 NOT NULL,
	"masks" integer DEFAULT 0 NOT NULL,
	"suspicion" real DEFAULT 0 NOT NULL,
	"built_with" text,
	"search" "tsvector" DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "problems" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "problems_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"dataset_id" integer NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"statement" text NOT NULL,
	"language" "language" DEFAULT 'python' NOT NULL,
	"entry_point" text,
	"split" "split" NOT NULL,
	"cluster" text NOT NULL,
	"content_digest" text NOT NULL,
	"suite_version" integer DEFAULT 1 NOT NULL,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "test_cases" (
	"problem_id" integer NOT NULL,
	"suite_version" integer NOT NULL,
	"ordinal" integer NOT NULL,
	"kind" text NOT NULL,
	"spec" jsonb NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "test_cases_problem_id_suite_version_ordinal_pk" PRIMARY KEY("problem_id","suite_version","ordinal")
);
--> statement-breakpoint
CREATE TABLE "test_suites" (
	"problem_id" integer NOT NULL,
	"version" integer NOT NULL,
	"setup" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "test_suites_problem_id_version_pk" PRIMARY KEY("problem_id","version")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"dataset_id" integer,
	"payload" jsonb NOT NULL,
	"state" "job_state" DEFAULT 'queued' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"message" text DEFAULT '' NOT NULL,
	"result" jsonb,
	"error" text,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"heartbeat_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "auto_labels" (
	"program_id" bigint NOT NULL,
	"rule" text NOT NULL,
	"run_ids" bigint[] NOT NULL,
	"lines" integer[] NOT NULL,
	"labels" smallint[] NOT NULL,
	"tainted_after" integer,
	"derivation" text NOT NULL,
	CONSTRAINT "auto_labels_program_id_rule_pk" PRIMARY KEY("program_id","rule")
);
--> statement-breakpoint
CREATE TABLE "effective_labels" (
	"program_id" bigint NOT NULL,
	"line" integer NOT NULL,
	"decided" boolean NOT NULL,
	"label" smallint NOT NULL,
	"automatic" smallint NOT NULL,
	"masked" boolean DEFAULT false NOT NULL,
	"reason" text,
	"annotator" text NOT NULL,
	"head_seq" bigint NOT NULL,
	"run_ids" bigint[] NOT NULL,
	CONSTRAINT "effective_labels_program_id_line_pk" PRIMARY KEY("program_id","line")
);
--> statement-breakpoint
CREATE TABLE "impressions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "impressions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"dataset_id" integer NOT NULL,
	"program_id" bigint NOT NULL,
	"line" integer NOT NULL,
	"annotator" text NOT NULL,
	"why" jsonb NOT NULL,
	"inclusion_probability" real,
	"skipped" boolean DEFAULT false NOT NULL,
	"active_ms" integer,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "label_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "label_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"dataset_id" integer NOT NULL,
	"seq" bigint NOT NULL,
	"client_event" uuid NOT NULL,
	"program_id" bigint NOT NULL,
	"line" integer NOT NULL,
	"seen_seq" bigint NOT NULL,
	"kind" "event_kind" NOT NULL,
	"from_label" smallint NOT NULL,
	"to_label" smallint NOT NULL,
	"keep" boolean DEFAULT false NOT NULL,
	"reason" text,
	"comment" text,
	"annotator" text NOT NULL,
	"blind" boolean DEFAULT false NOT NULL,
	"batch" uuid,
	"undoes" bigint,
	"active_ms" integer,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "label_events_clientEvent_unique" UNIQUE("client_event")
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "snapshots_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"dataset_id" integer NOT NULL,
	"rule" text NOT NULL,
	"max_seq" bigint NOT NULL,
	"manifest" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "models" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "models_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"version" text NOT NULL,
	"digest" text NOT NULL,
	"manifest" jsonb NOT NULL,
	"path" text NOT NULL,
	"active" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "models_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"program_id" bigint NOT NULL,
	"model_id" integer NOT NULL,
	"lines" real[] NOT NULL,
	"first_error" integer,
	"in_sample" boolean NOT NULL,
	CONSTRAINT "scores_program_id_model_id_pk" PRIMARY KEY("program_id","model_id")
);
--> statement-breakpoint
CREATE TABLE "edits" (
	"program_id" bigint PRIMARY KEY NOT NULL,
	"hunks" integer[] NOT NULL,
	"operator_version" integer NOT NULL,
	"site_line" integer NOT NULL,
	"site_index" integer NOT NULL,
	"site_count" integer NOT NULL,
	"probability" double precision NOT NULL,
	"seed" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "environments" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "environments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"digest" text NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "environments_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
CREATE TABLE "programs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "programs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"dataset_id" integer NOT NULL,
	"problem_id" integer NOT NULL,
	"parent_id" bigint,
	"origin" "origin" NOT NULL,
	"source_hash" "bytea" NOT NULL,
	"original_hash" "bytea",
	"line_count" integer NOT NULL,
	"operator" text,
	"intent" "intent",
	"teacher" "teacher",
	"label_line" integer,
	"verdict" "verdict",
	"current_run_id" bigint,
	"reason_mask" integer DEFAULT 0 NOT NULL,
	"suspicion" real DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_evidence" (
	"run_id" bigint PRIMARY KEY NOT NULL,
	"outcomes" jsonb NOT NULL,
	"executed" "bytea",
	"failing_line" integer,
	"message" text,
	"traceback" text,
	"stdout" text
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"program_id" bigint NOT NULL,
	"environment_id" integer NOT NULL,
	"suite_version" integer NOT NULL,
	"verdict" "verdict" NOT NULL,
	"attempts" smallint NOT NULL,
	"cpu_us" integer NOT NULL,
	"wall_us" integer NOT NULL,
	"peak_kb" integer,
	"cpu_limit_ms" real NOT NULL,
	"wall_limit_ms" real NOT NULL,
	"memory_limit_mb" real NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"program_id" bigint PRIMARY KEY NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suspicions" (
	"program_id" bigint NOT NULL,
	"reason" smallint NOT NULL,
	"dataset_id" integer NOT NULL,
	"line" integer NOT NULL,
	"rank" real NOT NULL,
	"settled" boolean DEFAULT false NOT NULL,
	CONSTRAINT "suspicions_program_id_reason_line_pk" PRIMARY KEY("program_id","reason","line")
);
--> statement-breakpoint
ALTER TABLE "dataset_stats" ADD CONSTRAINT "dataset_stats_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_stats" ADD CONSTRAINT "problem_stats_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_stats" ADD CONSTRAINT "problem_stats_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problems" ADD CONSTRAINT "problems_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_cases" ADD CONSTRAINT "test_cases_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_suites" ADD CONSTRAINT "test_suites_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_labels" ADD CONSTRAINT "auto_labels_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "effective_labels" ADD CONSTRAINT "effective_labels_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impressions" ADD CONSTRAINT "impressions_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impressions" ADD CONSTRAINT "impressions_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "label_events" ADD CONSTRAINT "label_events_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "label_events" ADD CONSTRAINT "label_events_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edits" ADD CONSTRAINT "edits_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programs" ADD CONSTRAINT "programs_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programs" ADD CONSTRAINT "programs_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_evidence" ADD CONSTRAINT "run_evidence_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspicions" ADD CONSTRAINT "suspicions_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspicions" ADD CONSTRAINT "suspicions_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "problem_stats_facets" ON "problem_stats" USING btree ("dataset_id","problem_id","verdict_mask","reason_mask","split");--> statement-breakpoint
CREATE INDEX "problem_stats_suspicion" ON "problem_stats" USING btree ("dataset_id",(- "suspicion"),"problem_id","verdict_mask","reason_mask","split","suspicion");--> statement-breakpoint
CREATE INDEX "problem_stats_search" ON "problem_stats" USING gin ("search");--> statement-breakpoint
CREATE UNIQUE INDEX "problems_dataset_key" ON "problems" USING btree ("dataset_id","key");--> statement-breakpoint
CREATE INDEX "problems_dataset_id" ON "problems" USING btree ("dataset_id","id");--> statement-breakpoint
CREATE INDEX "jobs_state" ON "jobs" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "impressions_program" ON "impressions" USING btree ("program_id");--> statement-breakpoint
CREATE UNIQUE INDEX "label_events_dataset_seq" ON "label_events" USING btree ("dataset_id","seq");--> statement-breakpoint
CREATE INDEX "label_events_line" ON "label_events" USING btree ("program_id","line","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "programs_problem_source" ON "programs" USING btree ("problem_id","source_hash");--> statement-breakpoint
CREATE INDEX "programs_dataset_suspicion" ON "programs" USING btree ("dataset_id",(- "suspicion"),"id") WHERE "programs"."suspicion" > 0;--> statement-breakpoint
CREATE INDEX "runs_program" ON "runs" USING btree ("program_id");--> statement-breakpoint
CREATE INDEX "suspicions_open" ON "suspicions" USING btree ("dataset_id","reason",(- "rank"),"program_id","line") WHERE not "suspicions"."settled";