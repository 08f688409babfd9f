import type { CallAnswer } from "../evaluate";
import { formatValue } from "../literal/format-value";
import { tryParseLiteral } from "../literal/parse-literal";
import type { PyValue } from "../literal/value";
import { valuesEqual } from "../literal/values-equal";
import { nameError } from "../read-report";
import type { DifferenceKind } from "../schema";
import { partsOf } from "./value-pool";

/** What a program made of an input. */
export type CallOutcome =
  /** `after`: the arguments when the call was over, `(arguments, {keywords})`. */
  | { kind: "returned"; value: PyValue; after: PyValue }
  | { kind: "raised"; type: string; error: string }
  /** The child ended in it: out of time, or dead. */
  | { kind: "ended"; how: "timeout" | "died"; error: string }
  /** No data that can be compared: too large, or an answer that the harness does not give. */
  | { kind: "unreadable" }
  | { kind: "not-run" };

/** Floats this close, relative to their size, are the same result in another order of rounding. */
export const floatTolerance = 1e-9;

export function readOutcome(answer: CallAnswer): CallOutcome {
  switch (answer.kind) {
    case "value": {
      const observed = tryParseLiteral(answer.text);
      const [value, args, keywords] = observed?.kind === "list" ? observed.items : [];
      if (value === undefined || args === undefined || keywords === undefined) return { kind: "unreadable" };
      return { kind: "returned", value, after: { kind: "tuple", items: [args, keywords] } };
    }
    case "raised":
      return { kind: "raised", type: answer.error.classes[0] ?? "", error: nameError(answer.error) };
    case "ended":
    case "not-run":
      return answer;
    case "bad":
    case "judged":
      return { kind: "unreadable" };
  }
}

/**
 * How the mutant's outcome differs, or null when it does not or cannot be told. Where the reference raises, another class
 * of exception is a difference and another message is none.
 */
export function differenceOf(reference: CallOutcome, mutant: CallOutcome): DifferenceKind | null {
  if (reference.kind !== "returned" && reference.kind !== "raised") return null;
  switch (mutant.kind) {
    case "unreadable":
    case "not-run":
      return null;
    case "ended":
      return mutant.how === "timeout" ? "timeout" : "crash";
    case "raised":
      return reference.kind === "raised" && reference.type === mutant.type ? null : "exception";
    case "returned":
      if (reference.kind === "raised" || !isSame(reference.value, mutant.value)) return "value";
      return isSame(reference.after, mutant.after) ? null : "arguments";
  }
}

/** Whether two outcomes of one program are the same: what is not is left out, since it may depend on anything. */
export function isStable(first: CallOutcome, second: CallOutcome): boolean {
  if (first.kind === "returned" && second.kind === "returned") {
    return formatValue(first.value) === formatValue(second.value) && isSame(first.after, second.after);
  }
  return first.kind === "raised" && second.kind === "raised" && first.type === second.type;
}

/** Python's ==, but nan is the same as nan, an object as one of the same name, and floats may differ by rounding. */
function isSame(left: PyValue, right: PyValue): boolean {
  if (formatValue(left) === formatValue(right) || valuesEqual(left, right)) return true;
  return hasKind(left, "float") && hasKind(right, "float")
    ? valuesEqual(left, right, { tolerance: floatTolerance })
    : false;
}

export function hasKind(value: PyValue, kind: PyValue["kind"]): boolean {
  return value.kind === kind || partsOf(value).some((part) => hasKind(part, kind));
}
