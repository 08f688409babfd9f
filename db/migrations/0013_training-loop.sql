CREATE TABLE "disagreements" (
	"dataset_id" integer PRIMARY KEY NOT NULL,
	"fold_group" text NOT NULL,
	"lines" integer NOT NULL,
	"disagreeing" integer NOT NULL,
	"incorrect_threshold" real,
	"correct_threshold" real,
	"joint" integer[] NOT NULL,
	"max_seq" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "training_runs" (
	"run" uuid PRIMARY KEY NOT NULL,
	"dataset_id" integer NOT NULL,
	"state" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "disagreements" ADD CONSTRAINT "disagreements_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_runs" ADD CONSTRAINT "training_runs_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;