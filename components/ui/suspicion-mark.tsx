import type { SuspicionReason } from "#server/core/vocabulary";
import { cn } from "./cn";

const words: Record<SuspicionReason, { name: string; meaning: string }> = {
  survived: { name: "survived", meaning: "meant to break the program, yet it passes all tests" },
  "not-executed": { name: "not executed", meaning: "no test reaches the changed line" },
  "weak-tests": { name: "weak tests", meaning: "few tests reach the line, or few of its mutants fail them" },
  "refactor-broke": { name: "refactor broke", meaning: "meant to keep behaviour, yet a test fails" },
  timeout: { name: "timeout", meaning: "ran out of time, which a slow machine can cause" },
  "near-timeout": { name: "near timeout", meaning: "passed close to its time limit" },
  flaky: { name: "flaky", meaning: "runs of the same program disagree" },
  "prm-disagrees": {
    name: "model disagrees",
    meaning: "a model that was not trained on the problem contradicts the label",
  },
  "conflicting-duplicate": {
    name: "conflicting duplicate",
    meaning: "the same line after the same lines has another label elsewhere",
  },
  "annotators-disagree": { name: "annotators disagree", meaning: "votes on the line differ" },
};

export function reasonName(reason: SuspicionReason): string {
  return words[reason].name;
}

export function reasonMeaning(reason: SuspicionReason): string {
  return words[reason].meaning;
}

/** The amber mark of a suspicion. A mark, never a fill; the name of the reason stands beside it or is read out. */
export function SuspicionMark({ reason, className }: { reason?: SuspicionReason; className?: string }) {
  return (
    <span className={cn("inline-flex items-center", className)}>
      <svg viewBox="0 0 10 10" className="size-2.5 text-suspicion-mark" aria-hidden="true">
        <path d="M5 .8 9.5 9.2H.5Z" fill="currentColor" />
      </svg>
      {reason ? <span className="sr-only">{reasonName(reason)}</span> : null}
    </span>
  );
}
