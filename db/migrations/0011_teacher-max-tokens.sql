DROP INDEX "teacher_calls_asked";--> statement-breakpoint
ALTER TABLE "teacher_calls" ADD COLUMN "max_tokens" integer;--> statement-breakpoint
-- What the job that paid for a reply was set to; of jobs that are gone, what the settings begin with.
UPDATE "teacher_calls" SET "max_tokens" = coalesce((SELECT ("payload"->'sampling'->>'maxTokens')::integer FROM "jobs" WHERE "jobs"."id" = "teacher_calls"."job_id"), 1500);--> statement-breakpoint
ALTER TABLE "teacher_calls" ALTER COLUMN "max_tokens" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "teacher_calls_asked" ON "teacher_calls" USING btree ("problem_id","line","prompt_digest","model","temperature","mutations","refactorings","max_tokens");
