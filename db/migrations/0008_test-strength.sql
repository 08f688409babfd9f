ALTER TABLE "problem_stats" ADD COLUMN "killed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "problem_stats" ADD COLUMN "killable" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "problem_stats" ADD COLUMN "strength" real;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "batch" uuid;--> statement-breakpoint
CREATE INDEX "problem_stats_strength" ON "problem_stats" USING btree ("dataset_id",coalesce("strength", 2),"problem_id","verdict_mask","reason_mask","split","strength");--> statement-breakpoint
-- As server/datasets/problem-stats.ts counts it.
UPDATE problem_stats s SET killed = k.killed, killable = k.killable, strength = k.killed::real / nullif(k.killable, 0)
FROM (
  SELECT p.problem_id, (count(*) FILTER (WHERE p.verdict <> 'passed'))::int AS killed, count(*)::int AS killable
  FROM programs p LEFT JOIN effective_labels e
    ON e.program_id = p.id AND e.line = p.label_line AND e.decided AND e.reason = 'equivalent'
  WHERE p.intent = 'mutate' AND p.verdict NOT IN ('compile-error', 'infra-error')
    AND (p.verdict <> 'passed' OR e.program_id IS NULL)
  GROUP BY p.problem_id
) k
WHERE k.problem_id = s.problem_id;
