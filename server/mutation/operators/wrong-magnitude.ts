import { integerValue, signOf } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import type { PyNode } from "../tree";

/** Exponents that people write for "more than can be". */
const usual = [5, 6, 9, 10, 12, 15, 16, 18];

/** A power of ten that is too small for what it should be greater than. */
function smallerPowers(node: PyNode): Site[] {
  const [base, exponent] = node.parts;
  if (signOf(node)?.text !== "**" || base?.text !== "10" || exponent === undefined) return [];
  const value = integerValue(exponent);
  return value === null
    ? []
    : usual.filter((other) => other < value).map((other) => replaceNode(exponent, String(other)));
}

/** A round number with a nought too few or too many. */
function otherNoughts(node: PyNode): Site[] {
  const { text } = node;
  if (!/^[1-9]\d*00$/.test(text)) return [];
  return [replaceNode(node, text.slice(0, -1)), replaceNode(node, `${text}0`)];
}

export const wrongMagnitude = defineOperator({
  id: "wrong-magnitude",
  intent: "mutate",
  summary: "Writes a bound of another magnitude: 10 ** 9 for 10 ** 18, 1000 for 100.",
  example: "shortest = 10 ** 18",
  sites: (program) => [
    ...program.of("binary_operator").flatMap(smallerPowers),
    ...program.of("integer").flatMap(otherNoughts),
  ],
});
