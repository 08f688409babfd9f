import fs from "node:fs";
import { Lang, parse } from "@ast-grep/napi";

/**
 * What a TypeScript file imports: static, re-exported and dynamic imports by a literal.
 * @returns {{ source: string, typeOnly: boolean, line: number }[]}
 */
export function readImports(file) {
  const tree = parse(
    file.endsWith(".tsx") ? Lang.Tsx : Lang.TypeScript,
    fs.readFileSync(file, "utf8"),
  ).root();
  const found = [];
  for (const node of tree.findAll({
    rule: { any: [{ kind: "import_statement" }, { kind: "export_statement" }] },
  })) {
    const source = node.field("source");
    if (source !== null)
      found.push({ source: unquoted(source.text()), typeOnly: isTypeOnly(node.text()), line: lineOf(node) });
  }
  for (const call of tree.findAll({
    rule: { kind: "call_expression", has: { kind: "import", field: "function" } },
  })) {
    const text = call.find({ rule: { kind: "string" } })?.text();
    if (text !== undefined) found.push({ source: unquoted(text), typeOnly: false, line: lineOf(call) });
  }
  return found;
}

/** `import type …`, or every name in the braces marked as a type. */
function isTypeOnly(statement) {
  if (/^(import|export)\s+type\b(?!\s*(,|from\b))/.test(statement)) return true;
  const braces = /^(?:import|export)\s*\{([^}]*)\}\s*from\b/.exec(statement);
  if (braces === null) return false;
  const names = (braces[1] ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return names.length > 0 && names.every((name) => /^type\s/.test(name));
}

const unquoted = (text) => text.slice(1, -1);
const lineOf = (node) => node.range().start.line + 1;
