import { sha256 } from "#server/core/digest";
import { rewriteStatement } from "#server/mutation/index";
import type { Mutant, StatementLines } from "#server/mutation/schema";
import { currentPrompt, readProposals } from "#server/teacher/index";
import {
  type CallOutcome,
  llmOperatorOf,
  type Proposal,
  type TeachDrop,
  type TeachOptions,
} from "#server/teacher/schema";

/** A reply that was stored, and the statement that it is about. */
export type StoredReply = { callId: number; statement: StatementLines; reply: string };

/** A mutant that came out of a reply. */
export type Taught = { mutant: Mutant; callId: number; reason: string };

/**
 * The mutants that a program's replies make, and what became of each reply. A rewrite is kept only if it changes the asked
 * statement and nothing else, and no program of the problem (`known`, by hash) has that text already.
 */
export function mutantsOfReplies(
  code: string,
  replies: readonly StoredReply[],
  {
    known,
    mutations,
    refactorings,
  }: Pick<TeachOptions, "mutations" | "refactorings"> & {
    known: ReadonlySet<string>;
  },
): { taught: Taught[]; outcomes: Map<number, CallOutcome> } {
  const seen = new Set(known);
  const taught: Taught[] = [];
  const outcomes = new Map<number, CallOutcome>();
  for (const { callId, statement, reply } of replies) {
    const read = readProposals(reply);
    const drops: TeachDrop[] = [...read.dropped];
    const room = { mutate: mutations, refactor: refactorings };
    let kept = 0;
    for (const [index, proposal] of read.proposals.entries()) {
      const made = room[proposal.intent] > 0 ? mutantOf(code, statement, proposal) : "too-many";
      const hash = typeof made === "string" ? "" : sha256(made.code);
      if (typeof made === "string") drops.push(made);
      else if (seen.has(hash)) drops.push("duplicate");
      else {
        seen.add(hash);
        room[proposal.intent] -= 1;
        kept += 1;
        const mutant = { ...made, siteIndex: index, siteCount: read.proposals.length };
        taught.push({ mutant, callId, reason: proposal.reason });
      }
    }
    outcomes.set(callId, { proposed: kept + drops.length, kept, dropped: countOf(drops) });
  }
  return { taught, outcomes };
}

function mutantOf(
  code: string,
  statement: StatementLines,
  { intent, line, code: text }: Proposal,
): Omit<Mutant, "siteIndex" | "siteCount"> | TeachDrop {
  if (line !== null && (line < statement.from || line >= statement.to)) return "wrong-line";
  const rewritten = rewriteStatement(code, statement, text);
  if ("dropped" in rewritten) return rewritten.dropped;
  return {
    ...rewritten,
    operator: llmOperatorOf(intent),
    operatorVersion: currentPrompt.version,
    intent,
    teacher: "llm",
    siteLine: statement.from,
    probability: 1,
    seed: 0,
  };
}

function countOf(drops: readonly TeachDrop[]): CallOutcome["dropped"] {
  const counts: CallOutcome["dropped"] = {};
  for (const drop of drops) counts[drop] = (counts[drop] ?? 0) + 1;
  return counts;
}
