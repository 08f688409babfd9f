import type { Verdict } from "#server/core/vocabulary";
import { cn } from "./cn";
import { verdictPhrase } from "./verdict-words";

type VerdictTextProps = {
  verdict: Verdict | null;
  tests?: number;
  /** 1-based number of the first test that did not pass. */
  failingTest?: number | null;
  /** What exactly happened, as the run's message says it; stands instead of the phrase. */
  message?: string | null;
  className?: string;
};

/** What a program did, in words and without a colour: colour belongs to the labels of lines. */
export function VerdictText({ verdict, tests, failingTest, message, className }: VerdictTextProps) {
  return (
    <span className={cn(verdict === null && "text-faint", className)}>
      {message ?? verdictPhrase(verdict, { tests, failingTest })}
    </span>
  );
}
