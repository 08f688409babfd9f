import { pgEnum } from "drizzle-orm/pg-core";
import { intents, languages, origins, splits, teachers, verdicts } from "../../server/core/vocabulary";

export const originEnum = pgEnum("origin", origins);
export const intentEnum = pgEnum("intent", intents);
export const teacherEnum = pgEnum("teacher", teachers);
export const languageEnum = pgEnum("language", languages);
export const splitEnum = pgEnum("split", splits);
export const verdictEnum = pgEnum("verdict", verdicts);
export const jobStateEnum = pgEnum("job_state", ["queued", "running", "succeeded", "failed", "cancelled"]);
export const eventKindEnum = pgEnum("event_kind", ["vote", "withdraw", "comment", "undo"]);
