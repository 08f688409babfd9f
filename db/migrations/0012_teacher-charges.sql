ALTER TABLE "teacher_calls" ADD COLUMN "charged_prompt" bigint;--> statement-breakpoint
ALTER TABLE "teacher_calls" ADD COLUMN "charged_completion" bigint;--> statement-breakpoint
-- As it was summed up until now.
UPDATE "teacher_calls" SET "charged_prompt" = coalesce("prompt_tokens", length("reply") / 3), "charged_completion" = coalesce("completion_tokens", length("reply") / 3);--> statement-breakpoint
ALTER TABLE "teacher_calls" ALTER COLUMN "charged_prompt" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "teacher_calls" ALTER COLUMN "charged_completion" SET NOT NULL;
