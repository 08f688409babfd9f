/**
 * The closed word lists of Linewise. One place, so that the database's enums, the wire formats and the screens cannot
 * drift apart. Order matters where a comment says so; append, never reorder.
 */
import { z } from "zod";

export const origins = ["reference", "mutant", "candidate"] as const;
export const originSchema = z.enum(origins);
export type Origin = z.infer<typeof originSchema>;

/** What an edit was meant to do: break the program, or keep its behaviour. */
export const intents = ["mutate", "refactor"] as const;
export const intentSchema = z.enum(intents);
export type Intent = z.infer<typeof intentSchema>;

export const teachers = ["symbolic", "llm"] as const;
export const teacherSchema = z.enum(teachers);
export type Teacher = z.infer<typeof teacherSchema>;

export const languages = ["python"] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

export const splits = ["train", "validation", "test"] as const;
export const splitSchema = z.enum(splits);
export type Split = z.infer<typeof splitSchema>;

/** What a run says about a program. `infra-error` says nothing about the program: it is the sandbox that failed. */
export const verdicts = [
  "passed",
  "wrong-answer",
  "runtime-error",
  "compile-error",
  "timeout",
  "memory-limit",
  "output-limit",
  "crashed",
  "bad-result",
  "infra-error",
] as const;
export const verdictSchema = z.enum(verdicts);
export type Verdict = z.infer<typeof verdictSchema>;

/** A line's label. The absence of a label is `null` (unknown), which is not `neutral`. */
export const labels = ["correct", "incorrect", "neutral"] as const;
export const labelSchema = z.enum(labels);
export type Label = z.infer<typeof labelSchema>;
export type LineLabel = Label | null;

/** What a label claims about its line: see the rules. */
export const targets = ["local", "first-error", "prefix-recoverable"] as const;
export const targetSchema = z.enum(targets);
export type Target = z.infer<typeof targetSchema>;

export const ruleIds = ["mutation@1", "prlcoder@1"] as const;
export const ruleIdSchema = z.enum(ruleIds);
export type RuleId = z.infer<typeof ruleIdSchema>;
export const defaultRule: RuleId = "mutation@1";

/** Why an automatic label may be wrong. The position is the bit in `programs.reason_mask`: append only. */
export const suspicionReasons = [
  "survived",
  "not-executed",
  "weak-tests",
  "refactor-broke",
  "timeout",
  "near-timeout",
  "flaky",
  "prm-disagrees",
  "conflicting-duplicate",
  "annotators-disagree",
] as const;
export const suspicionReasonSchema = z.enum(suspicionReasons);
export type SuspicionReason = z.infer<typeof suspicionReasonSchema>;

/** Why an annotator decided as they did. */
export const overrideReasons = [
  "equivalent",
  "weak-tests",
  "not-executed",
  "flaky",
  "operator-error",
  "ambiguous-statement",
  "wrong-oracle",
  "other",
] as const;
export const overrideReasonSchema = z.enum(overrideReasons);
export type OverrideReason = z.infer<typeof overrideReasonSchema>;

/** The bit mask of a set of suspicion reasons. */
export function reasonMask(reasons: Iterable<SuspicionReason>): number {
  let mask = 0;
  for (const reason of reasons) mask |= 1 << suspicionReasons.indexOf(reason);
  return mask;
}

/** The suspicion reasons of a bit mask, in the list's order. */
export function reasonsOf(mask: number): SuspicionReason[] {
  return suspicionReasons.filter((_, bit) => (mask & (1 << bit)) !== 0);
}
