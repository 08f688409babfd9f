import type { DistinguishingView, JudgedInput } from "#server/labels/schema";
import { formatCount, plural } from "../../ui/format";
import { durationText } from "../test-sentences";

type Search = NonNullable<DistinguishingView["search"]>;

/** Of all that was found for a program, what the search that is shown found, and how much earlier ones did. */
export function ofSearch(search: Search, inputs: readonly JudgedInput[]): { found: number; earlier: number } {
  const found = inputs.filter(({ searchId }) => searchId === search.id).length;
  return { found, earlier: inputs.length - found };
}

/** What was tried and how it went, in a sentence or two; `earlier`: what other searches found. */
export function searchSummary(
  search: Search,
  { found, earlier }: { found: number; earlier: number },
): string {
  if (search.tried === 0) return "The tests have no call whose arguments could be varied.";
  const raising =
    search.triedRaising === 0 ? "" : `, ${search.triedRaising} of them where the reference raises`;
  const kept = found === 0 ? "none tells it from the reference" : `${plural(found, "difference")} kept`;
  const others = `, ${formatCount(earlier)} from earlier searches${found === 0 ? " do" : ""}`;
  const outcome = earlier === 0 ? kept : kept + others;
  const outdated = search.outdated ? " The tests have changed since." : "";
  const inputs = `${plural(search.tried, "input")} tried${raising}`;
  return `${inputs}; ${outcome}. Seed ${search.seed}, ${durationText(search.ms * 1_000)}.${outdated}`;
}

/** What to think about before the input is called valid; null where nothing speaks against it. */
export function inputDoubt({ referenceRaises, difference }: JudgedInput): string | null {
  if (referenceRaises) return "The reference raises: outside of the function's domain?";
  if (difference === "arguments") return "Both return the same; what they leave of the arguments differs.";
  return null;
}

/** What follows when the input is called valid, or why it cannot be. */
export function joiningText({ canJoin }: Pick<JudgedInput, "canJoin">): string {
  return canJoin
    ? "It joins the tests, and the problem's programs are run on it."
    : "It cannot join the tests: what the reference gives there is no value that a test can expect.";
}

/** What each of the two came to, as a term for its text. */
export function outcomeTerm(input: JudgedInput, side: "reference" | "mutant"): string {
  if (input.difference === "arguments") return "leaves";
  if (side === "reference") return input.referenceRaises ? "raises" : "returns";
  switch (input.difference) {
    case "exception":
      return "raises";
    case "timeout":
      return "runs out of time";
    case "crash":
      return "crashes";
    case "value":
      return "returns";
  }
}

type Step = { is: boolean | null; name: string; meaning: string };

/** How far the edit gets, step by step, each with what it means; null: not known. */
export function farAsItGets(search: Search, propagated: boolean): Step[] {
  const { reached, infected } = search;
  return [
    stepOf("reached", reached, {
      yes: "a test or an input runs the label line",
      no: "no test and no input runs the label line",
      open: "whether a test or an input runs the label line",
    }),
    stepOf("infected", infected, {
      yes: "the program's state then differs from the reference's",
      no: "the program's state is the reference's in all that run the label line",
      open: "no difference from the reference's state was seen, but not all that run the label line were looked at",
    }),
    stepOf("propagated", propagated, {
      yes: "the difference is seen from outside",
      no: "no input of this search shows a difference from outside",
      open: "",
    }),
  ];
}

function stepOf(name: string, is: boolean | null, means: { yes: string; no: string; open: string }): Step {
  if (is === null) return { is, name: `${name} not known`, meaning: means.open };
  return is ? { is, name, meaning: means.yes } : { is, name: `not ${name}`, meaning: means.no };
}
