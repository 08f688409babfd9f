CREATE TABLE "facet_counts" (
	"dataset_id" integer NOT NULL,
	"verdict_mask" integer NOT NULL,
	"reason_mask" integer NOT NULL,
	"split" "split" NOT NULL,
	"problems" integer NOT NULL,
	CONSTRAINT "facet_counts_dataset_id_verdict_mask_reason_mask_split_pk" PRIMARY KEY("dataset_id","verdict_mask","reason_mask","split")
);
--> statement-breakpoint
ALTER TABLE "facet_counts" ADD CONSTRAINT "facet_counts_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO facet_counts SELECT dataset_id, verdict_mask, reason_mask, split, count(*) FROM problem_stats GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
-- Fires after the triggers on dataset_stats (by name), whose row is the data set's lock: no two transactions change a data
-- set's groups at once, in whatever order.
CREATE FUNCTION subtract_from_facet_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE facet_counts f SET problems = f.problems - s.problems
  FROM (
    SELECT dataset_id, verdict_mask, reason_mask, split, count(*) AS problems FROM old_rows GROUP BY 1, 2, 3, 4
  ) s
  WHERE f.dataset_id = s.dataset_id AND f.verdict_mask = s.verdict_mask AND f.reason_mask = s.reason_mask
    AND f.split = s.split;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION add_to_facet_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO facet_counts AS f (dataset_id, verdict_mask, reason_mask, split, problems)
  SELECT dataset_id, verdict_mask, reason_mask, split, count(*) FROM new_rows GROUP BY 1, 2, 3, 4
  ON CONFLICT (dataset_id, verdict_mask, reason_mask, split) DO UPDATE SET problems = f.problems + excluded.problems;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER problem_stats_z_subtract_deleted AFTER DELETE ON problem_stats REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION subtract_from_facet_counts();
--> statement-breakpoint
CREATE TRIGGER problem_stats_z_subtract_updated AFTER UPDATE ON problem_stats REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION subtract_from_facet_counts();
--> statement-breakpoint
CREATE TRIGGER problem_stats_z_add_inserted AFTER INSERT ON problem_stats REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION add_to_facet_counts();
--> statement-breakpoint
CREATE TRIGGER problem_stats_z_add_updated AFTER UPDATE ON problem_stats REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION add_to_facet_counts();
