import { formatValue } from "../literal/format-value";
import type { PyValue } from "../literal/value";
import type { TestCase } from "../schema";
import { floatTolerance, hasKind } from "./call-outcome";
import type { Difference } from "./confirm-difference";
import { callText, observedText } from "./input";

/** Longer expected values make no test that a person would read. */
const maxExpected = 20_000;

/**
 * The test that a difference becomes when its input is valid: it expects what the reference does. Null when that is no
 * plain data, or a value that does not equal itself.
 */
export function testOf({ input, kind, reference }: Difference): TestCase | null {
  if (reference.kind === "raised") {
    // The name is what the program says it is.
    if (!/^[A-Za-z_]\w*$/.test(reference.type)) return null;
    return { kind: "raises", call: callText(input), exception: reference.type };
  }
  if (reference.kind !== "returned") return null;
  const observed: PyValue = { kind: "list", items: [reference.value, ...partsOfAfter(reference.after)] };
  const [call, value] =
    kind === "arguments" ? [observedText(input), observed] : [callText(input), reference.value];
  const expected = formatValue(value);
  const isPlain = !hasKind(value, "opaque") && !/\bnan\b/.test(expected);
  if (!isPlain || expected.length > maxExpected) return null;
  const tolerance = hasKind(value, "float") ? { tolerance: floatTolerance } : {};
  return { kind: "call", call, expected, ...tolerance };
}

function partsOfAfter(after: PyValue): PyValue[] {
  return after.kind === "tuple" ? after.items : [];
}
