-- dataset_stats is the sum of problem_stats, whoever changes that table and however many rows at once.
CREATE FUNCTION add_counts(a integer[], b integer[]) RETURNS integer[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(coalesce(x, 0) + coalesce(y, 0) ORDER BY i), '{}')
  FROM unnest(a, b) WITH ORDINALITY AS t (x, y, i)
$$;
--> statement-breakpoint
CREATE AGGREGATE sum_counts(integer[]) (SFUNC = add_counts, STYPE = integer[], INITCOND = '{}');
--> statement-breakpoint
CREATE FUNCTION subtract_from_dataset_stats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE dataset_stats d SET
    problems = d.problems - s.problems,
    built_problems = d.built_problems - s.built_problems,
    programs = d.programs - s.programs,
    labelled_programs = d.labelled_programs - s.labelled_programs,
    verdict_counts = add_counts(d.verdict_counts, (SELECT array_agg(-x ORDER BY i) FROM unnest(s.verdict_counts) WITH ORDINALITY AS t (x, i))),
    reason_counts = add_counts(d.reason_counts, (SELECT array_agg(-x ORDER BY i) FROM unnest(s.reason_counts) WITH ORDINALITY AS t (x, i))),
    overrides = d.overrides - s.overrides,
    settled = d.settled - s.settled
  FROM (
    SELECT dataset_id, count(*) AS problems, count(built_with) AS built_problems, sum(programs) AS programs,
      sum(labelled_programs) AS labelled_programs, sum_counts(verdict_counts) AS verdict_counts,
      sum_counts(reason_counts) AS reason_counts, sum(overrides) AS overrides, sum(settled) AS settled
    FROM old_rows GROUP BY dataset_id
  ) s
  WHERE d.dataset_id = s.dataset_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION add_to_dataset_stats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO dataset_stats AS d (dataset_id, problems, built_problems, programs, labelled_programs, verdict_counts,
    reason_counts, overrides, settled)
  SELECT dataset_id, count(*), count(built_with), sum(programs), sum(labelled_programs), sum_counts(verdict_counts),
    sum_counts(reason_counts), sum(overrides), sum(settled)
  FROM new_rows GROUP BY dataset_id
  ON CONFLICT (dataset_id) DO UPDATE SET
    problems = d.problems + excluded.problems,
    built_problems = d.built_problems + excluded.built_problems,
    programs = d.programs + excluded.programs,
    labelled_programs = d.labelled_programs + excluded.labelled_programs,
    verdict_counts = add_counts(d.verdict_counts, excluded.verdict_counts),
    reason_counts = add_counts(d.reason_counts, excluded.reason_counts),
    overrides = d.overrides + excluded.overrides,
    settled = d.settled + excluded.settled;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER problem_stats_subtract_deleted AFTER DELETE ON problem_stats REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION subtract_from_dataset_stats();
--> statement-breakpoint
CREATE TRIGGER problem_stats_subtract_updated AFTER UPDATE ON problem_stats REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION subtract_from_dataset_stats();
--> statement-breakpoint
CREATE TRIGGER problem_stats_add_inserted AFTER INSERT ON problem_stats REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION add_to_dataset_stats();
--> statement-breakpoint
CREATE TRIGGER problem_stats_add_updated AFTER UPDATE ON problem_stats REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION add_to_dataset_stats();
