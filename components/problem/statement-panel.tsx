"use client";

import { useState } from "react";
import type { ProblemDetail } from "#server/datasets/schema";
import type { ProgramDetail } from "#server/labels/schema";
import { isFailure, outcomeSummary, outcomeWords } from "../evidence/test-sentences";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { StatementText } from "./statement-text";

/** What the program is asked to do, and what it did with each test. */
export function StatementPanel({
  problem,
  program,
}: {
  problem: ProblemDetail;
  program: ProgramDetail | undefined;
}) {
  const outcomes = program?.run?.outcomes ?? [];
  return (
    <aside aria-label="Statement and tests" className="h-full overflow-y-auto bg-surface">
      <Section title="Statement">
        <StatementText text={problem.statement} />
        <p className="mt-3 flex flex-wrap gap-1.5">
          <Badge>{problem.split}</Badge>
          {problem.entryPoint === null ? null : (
            <Badge tone="outline">
              <code>{problem.entryPoint}</code>
            </Badge>
          )}
        </p>
      </Section>
      <Section
        title={`Tests ${problem.tests.length}`}
        note={program?.run ? outcomeSummary(outcomes, problem.tests.length) : undefined}
      >
        {problem.setup.trim() === "" ? null : (
          <pre className="mb-2 overflow-x-auto rounded-md bg-sunken px-2 py-1.5 text-xs leading-5">
            {problem.setup}
          </pre>
        )}
        <ol>
          {problem.tests.map((test) => {
            const outcome = outcomes.find((candidate) => candidate.test === test.ordinal);
            return (
              <li key={test.ordinal} className="border-line border-b py-1.5 last:border-b-0">
                <div className="flex items-baseline justify-between gap-2 text-xs">
                  <span className="tabular text-faint">test {test.ordinal + 1}</span>
                  <span className={isFailure(outcome) ? "font-medium text-ink" : "text-faint"}>
                    {program === undefined ? "" : outcomeWords[outcome?.outcome ?? "not-run"]}
                  </span>
                </div>
                <code className="block whitespace-pre-wrap break-words text-xs leading-5">{test.source}</code>
              </li>
            );
          })}
        </ol>
      </Section>
    </aside>
  );
}

type SectionProps = { title: string; note?: string; children: React.ReactNode };

function Section({ title, note, children }: SectionProps) {
  const [open, setOpen] = useState(true);
  return (
    <section className="border-line border-b last:border-b-0">
      <h2>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-8 w-full items-center gap-2 px-4 text-left font-medium text-sm hover:bg-hover"
        >
          <span
            aria-hidden="true"
            className={cn("text-faint text-xs transition-transform", open && "rotate-90")}
          >
            ▸
          </span>
          {title}
          {note === undefined ? null : <span className="ml-auto font-normal text-faint text-xs">{note}</span>}
        </button>
      </h2>
      {open ? <div className="px-4 pb-4">{children}</div> : null}
    </section>
  );
}
