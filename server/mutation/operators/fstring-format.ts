import { calleeName, positionalArguments } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import type { PyNode } from "../tree";

/** An f-string's text as a template, with its expressions. */
function toFormat(node: PyNode): string | null {
  const start = node.child("string_start")?.text ?? "";
  const end = node.child("string_end")?.text ?? "";
  const expressions: string[] = [];
  let template = "";
  for (const part of node.parts) {
    if (part.kind === "string_content") template += part.text;
    if (part.kind !== "interpolation") continue;
    const [expression, ...rest] = part.parts;
    // `{x=}` and nested fields have no counterpart.
    if (
      expression === undefined ||
      part.child("=") !== undefined ||
      rest.some((inner) => inner.has("format_expression"))
    )
      return null;
    if (expression.kind === "expression_list" || expression.kind === "lambda") return null;
    expressions.push(expression.text);
    template += `{${rest.map((inner) => inner.text).join("")}}`;
  }
  if (expressions.length === 0) return null;
  return `${start.replace(/f/i, "")}${template}${end}.format(${expressions.join(", ")})`;
}

/** A template with its arguments as an f-string. */
function toFString(call: PyNode): string | null {
  const template = call.parts[0]?.parts[0];
  const given = positionalArguments(call);
  if (template?.kind !== "string" || calleeName(call)?.text !== "format") return null;
  if (given.length === 0 || given.length !== call.child("argument_list")?.parts.length) return null;
  const quote = template.child("string_start")?.text ?? "";
  if (quote.length !== 1 || given.some((argument) => /['"\\{}#\n]/.test(argument.text))) return null;
  let next = 0;
  const text = template.text.replace(/\{(\d*)([:!][^{}]*)?\}/g, (_all, position: string, format = "") => {
    const argument = given[position === "" ? next : Number(position)];
    next += 1;
    return `{${argument?.text ?? ""}${format}}`;
  });
  // Every field must have been plain and every argument used, once and in order.
  const plain = /^[^{}]*(\{(\d*)([:!][^{}]*)?\}[^{}]*)+$/.test(template.text);
  return plain && next === given.length && !text.includes("{}") ? `f${text}` : null;
}

export const fstringFormat = defineOperator({
  id: "fstring-format",
  intent: "refactor",
  summary: "Writes an f-string as str.format, or the other way round.",
  example: "text = f'{name}: {count}'",
  sites: (program) => [
    ...program.of("string").flatMap((node): Site[] => {
      const prefix = node.child("string_start")?.text ?? "";
      const text =
        /^f['"]/i.test(prefix) && node.parent?.kind !== "concatenated_string" ? toFormat(node) : null;
      return text === null ? [] : [replaceNode(node, text)];
    }),
    ...program.of("call").flatMap((node): Site[] => {
      const text = toFString(node);
      return text === null ? [] : [replaceNode(node, text)];
    }),
  ],
});
