import { z } from "zod";
import { labelSchema, ruleIdSchema, suspicionReasonSchema, targetSchema } from "../core/vocabulary";

/** What a rule says of the lines it speaks of; lines it does not list resolve through the line map to the parent. */
export const ruleResultSchema = z.object({
  rule: ruleIdSchema,
  target: targetSchema,
  /** `line` may be the end-of-program step. `label` null: the rule looked and could not tell. */
  lines: z.array(z.object({ line: z.int().min(1), label: labelSchema.nullable() })),
  reasons: z.array(suspicionReasonSchema),
  /** Lines below this one (exclusive) are tainted by a failed edit: they carry no label. Null: none are. */
  taintedAfter: z.int().nullable(),
  /** One sentence: how the label line's label was derived. */
  derivation: z.string(),
});
export type RuleResult = z.infer<typeof ruleResultSchema>;
