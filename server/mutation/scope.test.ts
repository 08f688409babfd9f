import { expect, it } from "vitest";
import { parsePython } from "./parser";
import { isRead, scopeOf } from "./scope";
import type { PyNode } from "./tree";

function first(source: string, kind: string): PyNode {
  const node = parsePython(source).all(kind)[0];
  if (node === undefined) throw new Error(`no ${kind}`);
  return node;
}

it("finds every way a name is bound", () => {
  const source = `def f(a, b=1, *c, d: int = 2, **e):
    import g, h.i as j
    from k import l as m
    for n, (o, p) in q: pass
    with r as s: pass
    try: pass
    except t as u: pass
    v = w = 1
    x[y] = (z := 2)
    def aa(bb): cc = 1
    dd += 1
    return [ee for ee in ff]`;
  const names = [...scopeOf(first(source, "function_definition")).bindings.keys()].sort();
  expect(names).toEqual("a aa b c d dd e g j m n o p s u v w z".split(" "));
});

it("tells global names apart", () => {
  expect([...scopeOf(first("def f():\n    global a\n    a = 1", "function_definition")).foreign]).toEqual([
    "a",
  ]);
});

it("knows reads from bindings and labels", () => {
  const source = "def f(a, b=c):\n    d = e.g(h=i)\n    for j in k: l += m\n    return [n for o in p]";
  const reads = parsePython(source).all("identifier").filter(isRead);
  expect(reads.map((node) => node.text)).toEqual("c e i k m n p".split(" "));
});
