import python from "@ast-grep/lang-python";
import { parse, registerDynamicLanguage, type SgNode } from "@ast-grep/napi";
import { PyNode } from "./tree";

registerDynamicLanguage({ python });

function convert(node: SgNode, source: string, parent: PyNode | null, position: number): PyNode {
  const { start, end } = node.range();
  const result = new PyNode(
    source,
    String(node.kind()),
    start.index,
    end.index,
    node.isNamed(),
    parent,
    position,
  );
  node.children().forEach((child, index) => {
    result.children.push(convert(child, source, result, index));
  });
  return result;
}

/** The syntax tree of a Python source. Broken sources have trees too: see `parses`. */
export function parsePython(source: string): PyNode {
  return convert(parse("python", source).root(), source, null, 0);
}

/**
 * Whether a source parses. The grammar is laxer than CPython's (`return` outside a function, assignments to a
 * literal), so this is necessary but not sufficient. An empty node is a token or a block that the parser made up.
 */
export function parses(source: string): boolean {
  if (source.trim() === "") return true;
  const root = parse("python", source).root();
  return root.find({ rule: { any: [{ kind: "ERROR" }, { regex: "^$" }] } }) === null;
}
