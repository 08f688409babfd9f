import { z } from "zod";

/** What one typed on the score page, kept in this browser so that a reload does not lose it. */
const draftSchema = z.object({ code: z.string(), statement: z.string(), tests: z.string() });
export type ScoreDraft = z.infer<typeof draftSchema>;

const keyOf = (problemId: number | null): string => `linewise.score.${problemId ?? "own"}`;
const empty: ScoreDraft = { code: "", statement: "", tests: "" };

export function loadScoreDraft(problemId: number | null): ScoreDraft {
  try {
    const parsed = draftSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(problemId)) ?? "null"));
    return parsed.data ?? empty;
  } catch {
    return empty;
  }
}

export function saveScoreDraft(problemId: number | null, draft: ScoreDraft): void {
  try {
    localStorage.setItem(keyOf(problemId), JSON.stringify(draft));
  } catch {
    // Full storage: what was typed stays on screen, it is only not kept.
  }
}
