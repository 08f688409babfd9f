import type { z } from "zod";
import { formatCount, plural } from "../ui/format";
import type { rerunResultSchema } from "./job-results";

type Rerun = z.infer<typeof rerunResultSchema>;

/** What a re-run of many programs found, in the order of interest. */
export function rerunFacts(result: Rerun): (string | false)[] {
  const { programs, runs, failed, left, flaky, changed } = result;
  return [
    plural(programs, "program"),
    plural(runs, "run"),
    failed > 0 && failureOf(result),
    left > 0 && `${plural(left, "program")} not run: the sandbox failed at their reference`,
    flaky > 0 ? `${formatCount(flaky)} flaky` : failed < runs && "no runs disagree",
    changed > 0 && `${plural(changed, "verdict")} changed in this go`,
  ];
}

/** The same of a single program. */
export function rerunSentence(result: Rerun): string {
  const { runs, failed, left, flaky } = result;
  if (left > 0) return "not run: the sandbox failed at its reference";
  const agree = failed > 0 ? "all others agree" : "all of its runs agree";
  const found = flaky > 0 ? "its runs disagree, so it is flaky" : failed < runs && agree;
  const told = [failed > 0 && failureOf(result), found].filter((each) => each !== false);
  return told.length === 0 ? plural(runs, "run") : `${plural(runs, "run")}: ${told.join("; ")}`;
}

function failureOf({ runs, failed }: Rerun): string {
  return `the sandbox failed in ${failed === runs ? "all" : formatCount(failed)} of them`;
}
