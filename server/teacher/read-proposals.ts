import { z } from "zod";
import { intentSchema } from "../core/vocabulary";
import { readCompletion } from "./completion";
import { findJson } from "./find-json";
import type { Proposal, TeachDrop } from "./schema";

const maxReasonChars = 300;
/** What a reply may hold before the rest is not looked at: far more than is ever asked for. */
const maxProposals = 100;

/** Structured output gives exactly this; what a model writes by itself may be a little off. */
const proposalSchema = z.object({
  intent: z.string().trim().toLowerCase().pipe(intentSchema),
  line: z.coerce.number().pipe(z.int()).nullable().catch(null),
  code: z.string().min(1),
  reason: z.string().catch(""),
});
const answerSchema = z.union([
  z.object({ rewrites: z.array(z.unknown()) }).transform(({ rewrites }) => rewrites),
  z.array(z.unknown()),
]);

export type ReadReply = { proposals: Proposal[]; dropped: TeachDrop[] };

/** What the body of a reply proposes, and what of it could not be taken for a proposal. Never throws. */
export function readProposals(body: string): ReadReply {
  const { content } = readCompletion(body);
  if ("fault" in content) return { proposals: [], dropped: [content.fault] };
  const loose: unknown[] = [];
  for (const value of findJson(content.text)) {
    const answer = answerSchema.safeParse(value);
    if (answer.success) return proposalsOf(answer.data.slice(0, maxProposals));
    if (proposalSchema.safeParse(value).success) loose.push(value);
  }
  // Of a reply that was cut off in the midst of its list, the whole rewrites are as good as any.
  const { proposals } = loose.length > 0 ? proposalsOf(loose) : { proposals: [] };
  if (content.cutOff) return { proposals, dropped: ["cut-off"] };
  return { proposals, dropped: proposals.length > 0 ? [] : ["unreadable"] };
}

function proposalsOf(given: readonly unknown[]): ReadReply {
  const read: ReadReply = { proposals: [], dropped: [] };
  for (const each of given) {
    const { success, data } = proposalSchema.safeParse(each);
    if (!success) read.dropped.push("malformed");
    else read.proposals.push({ ...data, code: withoutFence(data.code), reason: oneLine(data.reason) });
  }
  if (given.length === 0) read.dropped.push("empty");
  return read;
}

/** A model that fences all code fences it inside of JSON too. */
function withoutFence(code: string): string {
  const lines = code.replace(/\r\n?/g, "\n").split("\n");
  while (lines.length > 0 && lines[0]?.trim() === "") lines.shift();
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
  const fenced = lines.length > 2 && /^\s*```\w*\s*$/.test(lines[0] ?? "") && lines.at(-1)?.trim() === "```";
  return (fenced ? lines.slice(1, -1) : lines).join("\n");
}

function oneLine(reason: string): string {
  const text = reason
    .slice(0, 2 * maxReasonChars)
    .replace(/\s+/g, " ")
    .trim();
  return text.length > maxReasonChars ? `${text.slice(0, maxReasonChars - 1)}…` : text;
}
