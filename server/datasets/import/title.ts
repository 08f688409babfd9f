import { trimEndOf } from "#server/core/trim-end";

const opening =
  /^.{0,80}?\b(?:write|create|implement|define)\s+(?:a|an|the)\s+(?:python\s*3?\s+)?(?:function|method|program|code|script)\s+(?:to|that|which|for|in order to)\s+/i;
const maxChars = 90;

/** A problem's title from its statement: its first sentence without "Write a function to", cut at a word. */
export function titleOf(statement: string): string {
  const text = statement.trim().replace(/\s+/g, " ");
  const sentence = /^.*?[^.\s]{2}[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
  const bare = trimEndOf(sentence.replace(opening, ""), ".!?");
  const short = bare.length <= maxChars ? bare : `${bare.slice(0, maxChars).replace(/\s+\S*$/, "")} …`;
  return short.charAt(0).toUpperCase() + short.slice(1) || "Untitled";
}
