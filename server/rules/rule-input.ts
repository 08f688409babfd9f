import type { Intent, Origin, Verdict } from "#server/core/vocabulary";
import type { Edit } from "#server/mutation/schema";
import type { Limits, RunResult } from "#server/verification/schema";
import type { Disagreement } from "./settle-runs";

/** What a rule reads of a run. The optional fields only make reasons and derivations say more. */
export type RuleRun = Pick<RunResult, "verdict" | "executedLines" | "attempts"> &
  Partial<Pick<RunResult, "outcomes" | "cpuUs">> & {
    limits?: Pick<Limits, "cpuMs">;
    /** How other runs of the program disagree with this one; null or absent where they don't. */
    disagreement?: Disagreement | null;
  };

/** Everything that a rule knows about one program. */
export type RuleInput = {
  origin: Origin;
  /** The program's stored source: its lines are classified, and executed lines read, by it. */
  source: string;
  /** Of a mutant: what its edit was meant to do. */
  intent?: Intent;
  /** Of a mutant: its edit against the parent. */
  edit?: Edit;
  /** Of a mutant: its parent's verdict, null where that was never run. Absent: the caller knows that it passes. */
  parentVerdict?: Verdict | null;
  /** The run that counts, or null where the program was never run. */
  run: RuleRun | null;
};
