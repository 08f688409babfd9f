import { calleeName, positionalArguments } from "../expressions";
import { mentionCount, mentions } from "../names";
import { defineOperator, type Site } from "../operator";
import type { Program } from "../program";
import { scopeOf, targetNames } from "../scope";
import { assignmentOf, expressionOf, isIndentedBlock, statementLists } from "../statements";
import type { PyNode } from "../tree";

/** Whether the names of a loop's target mean nothing outside of a node. */
function areLocal(target: PyNode, node: PyNode): boolean {
  return targetNames(target).every(
    (name) =>
      mentionCount(node.scope, name.text) === mentionCount(node, name.text) &&
      !scopeOf(node.scope).foreign.has(name.text),
  );
}

/** `x = []` and a loop that only appends to x, as one assignment. */
function toComprehension(first: PyNode, loop: PyNode): Site[] {
  const { target, value } = assignmentOf(first) ?? {};
  const [variable, iterable] = loop.parts;
  const body = loop.child("block");
  if (target?.kind !== "identifier" || value?.text !== "[]" || loop.kind !== "for_statement") return [];
  if (variable === undefined || iterable === undefined || body?.parts.length !== 1) return [];
  if (loop.child("else_clause", "async") !== undefined || loop.has("comment")) return [];
  let inner = body.parts[0];
  let filter = "";
  if (inner?.kind === "if_statement" && inner.child("elif_clause", "else_clause") === undefined) {
    const block = inner.child("block");
    const condition = inner.parts[0];
    if (block?.parts.length !== 1 || condition?.has("lambda", "named_expression") !== false) return [];
    filter = ` if ${condition.kind === "conditional_expression" ? `(${condition.text})` : condition.text}`;
    inner = block.parts[0];
  }
  const call = expressionOf(inner);
  const item = call?.kind === "call" ? positionalArguments(call)[0] : undefined;
  if (call === undefined || item === undefined || calleeName(call)?.text !== "append") return [];
  if (call.parts[0]?.parts[0]?.text !== target.text || call.child("argument_list")?.parts.length !== 1)
    return [];
  if (mentionCount(loop, target.text) !== 1 || item.has("yield", "named_expression", "await")) return [];
  if (!areLocal(variable, loop) || iterable.kind === "expression_list" || iterable.kind === "lambda")
    return [];
  const source = iterable.kind === "conditional_expression" ? `(${iterable.text})` : iterable.text;
  const text = `${target.text} = [${item.text} for ${variable.text} in ${source}${filter}]`;
  return [{ at: first.start, edits: [{ start: first.start, end: loop.end, text }] }];
}

/** An assigned or returned list comprehension as a loop. */
function toLoop(program: Program, statement: PyNode): Site[] {
  const assignment = assignmentOf(statement);
  const value = assignment?.value ?? (statement.kind === "return_statement" ? statement.parts[0] : undefined);
  if (value?.kind !== "list_comprehension" || !program.ownsLines(statement)) return [];
  const target = assignment?.target;
  if (target !== undefined && target.kind !== "identifier") return [];
  const [item, clause, condition, ...more] = value.parts;
  if (item === undefined || clause?.kind !== "for_in_clause" || more.length > 0) return [];
  if (condition !== undefined && condition.kind !== "if_clause") return [];
  const [variable, iterable] = clause.parts;
  if (variable === undefined || iterable === undefined || clause.child("async") !== undefined) return [];
  if (value.text.includes("\n") || value.has("lambda") || statement.scope.kind !== "function_definition")
    return [];
  // A loop's variable lives on after it, so it must not meet another of its name.
  const names = targetNames(variable).map(({ text }) => text);
  if (names.some((name) => mentionCount(statement.scope, name) !== mentionCount(value, name))) return [];
  if (target !== undefined && mentions(value).has(target.text)) return [];
  const list = target?.text ?? program.freshName("result", "output", "items");
  const outer = program.indentAt(statement.start);
  const { indentUnit } = program;
  const filter = condition?.parts[0];
  const lines = [`${list} = []`, `${outer}for ${variable.text} in ${iterable.text}:`];
  if (filter !== undefined) lines.push(`${outer}${indentUnit}if ${filter.text}:`);
  lines.push(`${outer}${indentUnit.repeat(filter === undefined ? 1 : 2)}${list}.append(${item.text})`);
  if (target === undefined) lines.push(`${outer}return ${list}`);
  return [
    { at: statement.start, edits: [{ start: statement.start, end: statement.end, text: lines.join("\n") }] },
  ];
}

export const loopComprehension = defineOperator({
  id: "loop-comprehension",
  intent: "refactor",
  summary: "Writes a loop that appends to a list as a comprehension, or a comprehension as such a loop.",
  example:
    "def squares(items):\n    result = []\n    for item in items:\n        result.append(item * item)\n    return result",
  sites: (program) =>
    statementLists(program).flatMap((statements) =>
      statements.flatMap((statement, index) => {
        const next = statements[index + 1];
        const loops = next?.kind === "for_statement" && next.child("block");
        const joined =
          next !== undefined && loops && isIndentedBlock(program, loops) && program.ownsLines(statement)
            ? toComprehension(statement, next)
            : [];
        return [...joined, ...toLoop(program, statement)];
      }),
    ),
});
