import { formatValue } from "../literal/format-value";
import type { PyValue } from "../literal/value";

/** An argument of a call: a value that can be varied, or a text that is no literal and stays as it is. */
export type Argument = { name: string | null; content: PyValue | string };

/** A call of the program with what stands around it: `sorted(` `f` `)[0]` for a test of `sorted(f(x))[0]`. */
export type CallForm = { before: string; callee: string; after: string };

export type Input = { form: CallForm; args: Argument[] };

/** The call as a person would write it. */
export function callText({ form, args }: Input): string {
  return `${form.before}${form.callee}(${argumentsText(args)})${form.after}`;
}

/**
 * The call so that it answers with its value and with its arguments afterwards, which a program may change in place:
 * `[value, (arguments, …), {keywords}]`.
 */
export function observedText({ form, args }: Input): string {
  const call = `${form.before}${form.callee}(*__a, **__k)${form.after}`;
  return `(lambda *__a, **__k: [${call}, __a, __k])(${argumentsText(args)})`;
}

export function argumentsText(args: readonly Argument[]): string {
  return args
    .map(({ name, content }) => {
      const text = typeof content === "string" ? content : formatValue(content);
      return name === null ? text : `${name}=${text}`;
    })
    .join(", ");
}

/** The input with another value at a position. */
export function withValue(input: Input, position: number, content: PyValue): Input {
  return { ...input, args: input.args.map((arg, at) => (at === position ? { ...arg, content } : arg)) };
}

/** The positions of arguments that can be varied, with their values. */
export function valuesOf(input: Input): { position: number; value: PyValue }[] {
  return input.args.flatMap(({ content }, position) =>
    typeof content === "string" ? [] : [{ position, value: content }],
  );
}
