import { integerValue, shifted } from "../expressions";
import { defineOperator, replaceNode, replacing, type Site } from "../operator";
import type { PyNode } from "../tree";
import { typeOf } from "../types";

/** A slice's bounds by what they are, with the places where absent ones would stand. */
function sliceSites(slice: PyNode): Site[] {
  const colons = slice.children.filter((child) => child.kind === ":");
  const [first, second] = colons;
  if (first === undefined) return [];
  const start = slice.parts.find((part) => part.end <= first.start);
  const stop = slice.parts.find(
    (part) => part.start >= first.end && part.end <= (second?.start ?? slice.end),
  );
  const step = second === undefined ? undefined : slice.parts.find((part) => part.start >= second.end);
  const sites: Site[] = [];
  if (start === undefined) {
    if (stop !== undefined)
      sites.push({ at: slice.start, edits: [{ start: first.start, end: first.start, text: "1" }] });
  } else {
    sites.push(replaceNode(start, shifted(start, 1)), replaceNode(start, ""));
  }
  if (stop === undefined) {
    if (start !== undefined)
      sites.push({ at: slice.start, edits: [{ start: first.end, end: first.end, text: "-1" }] });
  } else {
    sites.push(replaceNode(stop, shifted(stop, -1)), replaceNode(stop, shifted(stop, 1)));
  }
  if (step !== undefined) {
    const value = integerValue(step);
    if (value !== null && value !== 0) sites.push(replaceNode(step, String(-value)));
  }
  return sites;
}

function indexSites(index: PyNode): Site[] {
  if (index.kind === "slice") return sliceSites(index);
  if (typeOf(index) === "str" || index.kind === "tuple") return [];
  return [replaceNode(index, shifted(index, 1)), replaceNode(index, shifted(index, -1))];
}

export const wrongIndex = defineOperator({
  id: "wrong-index",
  intent: "mutate",
  summary: "Takes the neighbouring element or a slice that is one too long or short; exchanges two indices.",
  example: "last = items[n - 1]",
  sites: (program) =>
    program.of("subscript").flatMap((node) => {
      const [value, ...indices] = node.parts;
      if (value === undefined || node.closest("type") !== undefined) return [];
      const sites = typeOf(value) === "dict" ? [] : indices.flatMap(indexSites);
      const outer = indices[0];
      const inner = value.kind === "subscript" ? value.parts[1] : undefined;
      if (outer !== undefined && inner !== undefined && outer.text !== inner.text) {
        sites.push({ at: node.start, edits: [replacing(outer, inner.text), replacing(inner, outer.text)] });
      }
      return sites;
    }),
});
