"use client";

import type { ProblemDetail } from "#server/datasets/schema";
import type { LineView, ProgramDetail } from "#server/labels/schema";
import { LineContrast } from "../contrast/line-contrast";
import type { Place } from "../labels/outbox";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../ui/tabs";
import { VerdictText } from "../ui/verdict-text";
import { DistinguishEvidence } from "./distinguish/distinguish-evidence";
import { LabelEvidence } from "./label-evidence";
import { LineHistory } from "./line-history";
import { RunEvidence } from "./run-evidence";
import { RerunControl } from "./runs/rerun-control";
import { RunList } from "./runs/run-list";
import { TestOutcomes } from "./test-outcomes";
import { TraceEvidence } from "./trace/trace-evidence";

export const evidenceTabs = ["tests", "trace", "label", "history", "run"] as const;
export type EvidenceTab = (typeof evidenceTabs)[number];

type ProgramEvidenceProps = {
  problem: ProblemDetail;
  program: ProgramDetail;
  line: LineView | null;
  place: Place | null;
  tab: EvidenceTab;
  onTab: (tab: EvidenceTab) => void;
  /** Goes to a line of the shown program. */
  onLine: (line: number) => void;
};

/** Why the shown program has the label it has. */
export function ProgramEvidence({ problem, program, line, place, tab, onTab, onLine }: ProgramEvidenceProps) {
  const choose = (value: string) => {
    const found = evidenceTabs.find((candidate) => candidate === value);
    if (found !== undefined) onTab(found);
  };
  const failing = program.run?.outcomes.filter((outcome) => outcome.outcome !== "passed").length ?? 0;
  return (
    <Tabs value={tab} onValueChange={choose} className="flex h-full min-w-0 flex-col">
      <div className="flex shrink-0 items-center gap-2 px-3 pt-1.5 text-sm">
        <span className="shrink-0 font-medium">{program.operator ?? "Reference"}</span>
        {program.intent === null ? null : <Badge>{program.intent}</Badge>}
        <VerdictText
          verdict={program.verdict}
          message={program.run?.message}
          tests={problem.tests.length}
          className="min-w-0 truncate text-muted"
        />
      </div>
      <TabsList className="shrink-0 px-3" aria-label="Evidence">
        <TabsTrigger value="tests">
          Tests{" "}
          <span className="tabular text-faint">
            {program.run === null
              ? problem.tests.length
              : `${problem.tests.length - failing}/${problem.tests.length}`}
          </span>
        </TabsTrigger>
        <TabsTrigger value="trace">Trace</TabsTrigger>
        <TabsTrigger value="label">Label</TabsTrigger>
        <TabsTrigger value="history">History{line === null ? "" : ` of line ${line.line}`}</TabsTrigger>
        <TabsTrigger value="run">Runs</TabsTrigger>
      </TabsList>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <TabsContent value="tests">
          <DistinguishEvidence program={program} datasetId={problem.dataset.id} />
          <TestOutcomes tests={problem.tests} outcomes={program.run?.outcomes ?? []} />
        </TabsContent>
        <TabsContent value="trace" className="h-full">
          <TraceEvidence problem={problem} program={program} onLine={onLine} />
        </TabsContent>
        <TabsContent value="label">
          <LabelEvidence program={program} line={line} />
          <LineContrast problemId={problem.id} program={program} line={line} />
        </TabsContent>
        <TabsContent value="history">
          {place === null ? (
            <EmptyState className="py-6" title="No line chosen" />
          ) : (
            <LineHistory place={place} />
          )}
        </TabsContent>
        <TabsContent value="run">
          {program.run === null ? (
            <EmptyState className="py-6" title="Not run yet">
              The build runs every program against the problem's tests.
            </EmptyState>
          ) : (
            <RunEvidence run={program.run} />
          )}
          <div className="border-line border-t px-3 py-2">
            <RerunControl key={program.id} datasetId={problem.dataset.id} programId={program.id} />
          </div>
          <RunList programId={program.id} />
        </TabsContent>
      </div>
    </Tabs>
  );
}
