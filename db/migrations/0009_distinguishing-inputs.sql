CREATE TABLE "distinguishing_inputs" (
	"search_id" bigint NOT NULL,
	"ordinal" integer NOT NULL,
	"call" text NOT NULL,
	"difference" text NOT NULL,
	"reference" text NOT NULL,
	"mutant" text NOT NULL,
	"reference_raises" boolean NOT NULL,
	"test" jsonb,
	CONSTRAINT "distinguishing_inputs_search_id_ordinal_pk" PRIMARY KEY("search_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "input_judgements" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "input_judgements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"problem_id" integer NOT NULL,
	"call" text NOT NULL,
	"valid" boolean NOT NULL,
	"suite_version" integer,
	"annotator" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "input_searches" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "input_searches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"program_id" bigint NOT NULL,
	"suite_version" integer NOT NULL,
	"engine_version" integer NOT NULL,
	"seed" integer NOT NULL,
	"budget" integer NOT NULL,
	"tried" integer NOT NULL,
	"tried_raising" integer NOT NULL,
	"reached" boolean,
	"infected" boolean,
	"ms" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "distinguishing_inputs" ADD CONSTRAINT "distinguishing_inputs_search_id_input_searches_id_fk" FOREIGN KEY ("search_id") REFERENCES "public"."input_searches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "input_judgements" ADD CONSTRAINT "input_judgements_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "input_searches" ADD CONSTRAINT "input_searches_program_id_programs_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."programs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "input_judgements_problem" ON "input_judgements" USING btree ("problem_id","id");--> statement-breakpoint
CREATE INDEX "input_searches_program" ON "input_searches" USING btree ("program_id");--> statement-breakpoint
-- What was searched, found and said of it is kept like runs: it goes only with its whole dataset.
CREATE TRIGGER input_searches_append_only BEFORE UPDATE OR DELETE ON input_searches FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER distinguishing_inputs_append_only BEFORE UPDATE OR DELETE ON distinguishing_inputs FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER input_judgements_append_only BEFORE UPDATE OR DELETE ON input_judgements FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER input_searches_no_truncate BEFORE TRUNCATE ON input_searches FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
--> statement-breakpoint
CREATE TRIGGER distinguishing_inputs_no_truncate BEFORE TRUNCATE ON distinguishing_inputs FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
--> statement-breakpoint
CREATE TRIGGER input_judgements_no_truncate BEFORE TRUNCATE ON input_judgements FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
