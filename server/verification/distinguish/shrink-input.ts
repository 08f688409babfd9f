import type { PyValue } from "../literal/value";
import { callText, type Input, valuesOf, withValue } from "./input";
import { type InputShape, inputSize, restoreLengths } from "./input-shape";
import { unique } from "./vary-value";

/** Smaller inputs, one step each: the smallest first. None is larger than the one given. */
export function smallerInputs(input: Input, shape: InputShape): Input[] {
  const size = inputSize(input);
  const made = valuesOf(input).flatMap(({ position, value }) =>
    unique(smallerValues(value)).flatMap((smaller) => {
      const plain = withValue(input, position, smaller);
      return [restoreLengths(shape, plain), plain];
    }),
  );
  const distinct = new Map(made.map((each) => [callText(each), each]));
  return [...distinct.values()]
    .map((each) => ({ input: each, size: inputSize(each) }))
    .filter((each) => each.size < size)
    .sort((a, b) => a.size - b.size)
    .map((each) => each.input);
}

function smallerValues(value: PyValue): PyValue[] {
  switch (value.kind) {
    case "int": {
      const v = value.value;
      const steps = [0n, 1n, -v, v / 2n, v > 0n ? v - 1n : v + 1n];
      return steps.map((each) => ({ kind: "int", value: each }));
    }
    case "float": {
      const v = value.value;
      return [0, 1, -v, Math.trunc(v), Math.trunc(v / 2)].map((each) => ({ kind: "float", value: each }));
    }
    case "str": {
      const chars = [...value.value];
      const plain = chars.map((_, at) => chars.toSpliced(at, 1, "a"));
      return [...shorter(chars), ...plain].map((each) => ({ kind: "str", value: each.join("") }));
    }
    case "list":
    case "tuple":
    case "set": {
      const { items } = value;
      const within = items.flatMap((item, at) =>
        smallerValues(item).map((smaller) => items.toSpliced(at, 1, smaller)),
      );
      const variants = [...shorter(items), ...within];
      return variants.map((each) => ({ ...value, items: value.kind === "set" ? unique(each) : each }));
    }
    case "dict": {
      const { entries } = value;
      const within = entries.flatMap(([key, item], at) =>
        smallerValues(item).map((smaller) => entries.toSpliced(at, 1, [key, smaller])),
      );
      return [...shorter(entries), ...within].map((each) => ({ kind: "dict", entries: each }));
    }
    default:
      return [];
  }
}

/** Nothing, either half, and the sequence without each one of its items. */
function shorter<Item>(items: readonly Item[]): Item[][] {
  const half = Math.floor(items.length / 2);
  const without = items.map((_, at) => items.toSpliced(at, 1));
  return [[], items.slice(0, half), items.slice(half), ...without];
}
