import { integerValue, isCallOf, isPure, positionalArguments } from "../expressions";
import { defineOperator, type Site } from "../operator";
import type { Program } from "../program";
import { comprehensionBindings, isName, scopeOf } from "../scope";
import { isIndentedBlock } from "../statements";
import type { PyNode } from "../tree";

/** The bounds of a range whose direction is known. */
function boundsOf(call: PyNode): { start: string; stop: PyNode; step: number } | null {
  const [first, second, third] = positionalArguments(call);
  if (!isCallOf(call, "range") || first === undefined) return null;
  if (second === undefined) return { start: "0", stop: first, step: 1 };
  const step = third === undefined ? 1 : integerValue(third);
  return step === null || step === 0 ? null : { start: first.text, stop: second, step };
}

/** The loops around a node that count with a variable of this name. */
function countingLoops(node: PyNode, name: string): PyNode[] {
  const found: PyNode[] = [];
  for (let at = node.closest("for_statement"); at !== undefined; at = at.closest("for_statement")) {
    if (at.parts[0]?.text === name) found.push(at);
  }
  return found;
}

/**
 * Whether a loop's variable is nobody's business but the loop's: after the loop it has another value than before.
 * And whether every round gets to the end of the body, where the variable is advanced.
 */
function isContained(node: PyNode, name: string): boolean {
  const { scope } = node;
  const own = scopeOf(scope);
  const assigned = (own.bindings.get(name) ?? []).filter(
    (binding) => binding.node.start >= node.start && binding.node.end <= node.end,
  );
  const elsewhere = scope
    .all("identifier")
    .filter((place) => place.text === name && isName(place) && countingLoops(place, name).length !== 1)
    .filter((place) => !comprehensionBindings(place).some((binding) => binding.node.text === name));
  const skips = node
    .all("continue_statement")
    .some((jump) => jump.closest("for_statement", "while_statement") === node);
  return (
    assigned.length === 1 &&
    elsewhere.length === 0 &&
    !own.foreign.has(name) &&
    !skips &&
    !node.has("lambda", "function_definition", "yield")
  );
}

function rewrite(program: Program, node: PyNode): Site[] {
  const [variable, call] = node.parts;
  const block = node.child("block");
  const header = node.child(":");
  if (variable?.kind !== "identifier" || call?.kind !== "call" || block === undefined || header === undefined)
    return [];
  const bounds = boundsOf(call);
  if (
    bounds === null ||
    !isPure(call) ||
    node.child("else_clause") !== undefined ||
    !isIndentedBlock(program, block)
  )
    return [];
  if (!program.ownsLines(node) || !isContained(node, variable.text) || call.text.includes("\n")) return [];
  const outer = program.indentAt(node.start);
  const inner = program.indentAt(block.start);
  const { start, stop, step } = bounds;
  const name = variable.text;
  // A range looks at its bounds once; a name or number that the body leaves alone can be looked at every time.
  const fixed = stop.kind === "integer" || (stop.kind === "identifier" && !boundIn(node, stop.text));
  const limit = fixed ? stop.text : program.freshName("stop", "limit", "end");
  const setUp = fixed ? "" : `${outer}${limit} = ${stop.text}\n`;
  const advance = step > 0 ? `${name} += ${step}` : `${name} -= ${-step}`;
  const head = `${setUp}${outer}${name} = ${start}\n${outer}while ${name} ${step > 0 ? "<" : ">"} ${limit}:`;
  const end = program.lineEnd(block.end);
  return [
    {
      at: node.start,
      edits: [
        { start: program.lineStart(node.start), end: header.end, text: head },
        { start: end, end, text: `\n${inner}${advance}` },
      ],
    },
  ];
}

/** Whether a name gets a value somewhere in a node. */
function boundIn(node: PyNode, name: string): boolean {
  const bindings = scopeOf(node.scope).bindings.get(name) ?? [];
  return bindings.some((binding) => binding.node.start >= node.start && binding.node.end <= node.end);
}

export const forToWhile = defineOperator({
  id: "for-to-while",
  intent: "refactor",
  summary: "Writes a for over a range as a while that counts.",
  example: "def triangle(n):\n    total = 0\n    for i in range(n):\n        total += i\n    return total",
  sites: (program) =>
    program
      .of("for_statement")
      .filter((node) => node.scope.kind === "function_definition" && node.child("async") === undefined)
      .flatMap((node) => rewrite(program, node)),
});
