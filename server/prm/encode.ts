import { Tokenizer } from "@huggingface/tokenizers";
import { AppError } from "#server/core/errors";
import { normalizeSource, splitLines } from "#server/core/lines";
import type { PrmManifest, ScoreRequest } from "./schema";
import { type Step, stepsOf } from "./steps";

/** A text's token ids, encoded by itself and without special tokens around it. */
export type Encode = (text: string) => number[];

export type EncodedProgram = {
  prompt: number[];
  /** Token ids of each step, separator included. */
  steps: number[][];
  /** The line of each step. */
  lines: number[];
  /** Physical lines of the program, end of program not counted. */
  lineCount: number;
};

/** An encoder from the parsed tokenizer.json and tokenizer_config.json. */
export function createEncode(tokenizerJson: object, tokenizerConfig: object): Encode {
  const tokenizer = new Tokenizer(tokenizerJson, tokenizerConfig);
  return (text) => [...tokenizer.encode(text, { add_special_tokens: false }).ids];
}

/** Characters (UTF-16 units) of texts that an encoder remembers, at most. */
const rememberedCharacters = 1_000_000;

/** The same encoder with a memory: programs of one problem share most of their lines. */
export function remembering(encode: Encode): Encode {
  const known = new Map<string, number[]>();
  let characters = 0;
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const ids = encode(text);
    characters += text.length;
    if (characters > rememberedCharacters) {
      known.clear();
      characters = text.length;
    }
    known.set(text, ids);
    return ids;
  };
}

/** The id of the separator, which must be one token. */
export function separatorId(encode: Encode, separator: PrmManifest["separator"]): number {
  if (separator.token_id !== null) return separator.token_id;
  const ids = encode(separator.text);
  const [id] = ids;
  if (id === undefined || ids.length !== 1) {
    throw new AppError("invalid-input", `the separator is ${ids.length} tokens in this vocabulary, not one`);
  }
  return id;
}

/**
 * Encodes each line by itself and closes it with the separator, as training does: the line of a score is then known
 * without offsets. Of the statement, the head of `max_prompt_tokens` is kept.
 */
export function encodeProgram(
  request: ScoreRequest,
  { manifest, encode, separator }: { manifest: PrmManifest; encode: Encode; separator: number },
): EncodedProgram {
  const lines = splitLines(normalizeSource(request.code));
  const steps: Step[] = stepsOf(lines, manifest);
  const [before = "", after = ""] = manifest.prompt_template.split("{statement}");
  return {
    prompt: [
      ...encode(before),
      ...encode(request.statement).slice(0, manifest.max_prompt_tokens),
      ...encode(after),
    ],
    steps: steps.map((step) => [...encode(step.text), separator]),
    lines: steps.map((step) => step.line),
    lineCount: lines.length,
  };
}
