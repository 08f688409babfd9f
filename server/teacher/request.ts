import { sha256 } from "#server/core/digest";
import { splitLines } from "#server/core/lines";
import type { StatementLines } from "#server/mutation/schema";
import { rewriteStatement1 } from "./prompts/rewrite-statement-1";

/** Statements of problems are shown up to this many characters. */
const maxProblemChars = 20_000;

/** The prompt that is in use. */
export const currentPrompt = rewriteStatement1;

export type Asked = {
  /** The problem's statement, and a program that solves it, in its stored form. */
  problem: string;
  program: string;
  statement: StatementLines;
  mutations: number;
  refactorings: number;
};

export type Message = { role: "system" | "user"; content: string };

/** What is said to the model: fixed words, then everything that comes from the dataset as one JSON document. */
export function messagesFor({ problem, program, statement, mutations, refactorings }: Asked): Message[] {
  const document = {
    problem: problem.slice(0, maxProblemChars),
    program: splitLines(program).map((text, index) => ({ line: index + 1, text })),
    statement: { from: statement.from, to: statement.to - 1 },
    mutations,
    refactorings,
  };
  return [
    { role: "system", content: currentPrompt.system },
    { role: "user", content: JSON.stringify(document) },
  ];
}

/** Tells apart everything that could be said to a model. */
export function digestOf(messages: readonly Message[]): string {
  return sha256(JSON.stringify(messages));
}

/** The form of the answer, for servers that can hold a model to one. */
export const answerFormat = {
  type: "json_schema",
  json_schema: {
    name: "rewrites",
    strict: true,
    schema: {
      type: "object",
      additionalProperties: false,
      required: ["rewrites"],
      properties: {
        rewrites: {
          type: "array",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["intent", "line", "code", "reason"],
            properties: {
              intent: { type: "string", enum: ["mutate", "refactor"] },
              line: { type: "integer" },
              code: { type: "string" },
              reason: { type: "string" },
            },
          },
        },
      },
    },
  },
} as const;
