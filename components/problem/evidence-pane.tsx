"use client";

import { useState } from "react";
import { Panel } from "react-resizable-panels";
import type { MutantRow, ProblemDetail } from "#server/datasets/schema";
import type { LineView } from "#server/labels/schema";
import { MutantList } from "../evidence/mutant-list";
import { type EvidenceTab, ProgramEvidence } from "../evidence/program-evidence";
import { KillMatrix } from "../kill-matrix/kill-matrix";
import type { Place } from "../labels/outbox";
import { PaneBorder, PaneGroup } from "./pane-group";
import type { ProblemLocation } from "./problem-location";
import { PlaceLines } from "./problem-skeleton";
import type { ProblemData } from "./use-problem-data";
import type { GoTo } from "./use-problem-location";

type EvidencePaneProps = {
  page: ProblemData;
  problem: ProblemDetail;
  place: ProblemLocation;
  go: GoTo;
  line: LineView | null;
  shown: readonly MutantRow[];
  listLine: number | null;
  subject: Place | null;
};

/** The drawer: the mutants on the left, why the shown program has its label on the right. */
export function EvidencePane({
  page,
  problem,
  place,
  go,
  line,
  shown,
  listLine,
  subject,
}: EvidencePaneProps) {
  const [tab, setTab] = useState<EvidenceTab>("tests");
  if (place.matrix) {
    return (
      <KillMatrix
        key={problem.id}
        problemId={problem.id}
        shown={place.mutant}
        onOpen={(id) => go({ mutant: id, line: null })}
        onClose={() => go({ matrix: false })}
      />
    );
  }
  return (
    <PaneGroup id="evidence" orientation="horizontal" className="h-full bg-surface">
      <Panel id="mutants" defaultSize="48" minSize={220}>
        <MutantList
          mutants={page.mutants}
          shown={shown}
          filter={place.filter}
          onFilter={(patch) => go({ filter: { ...place.filter, ...patch } })}
          selected={place.mutant}
          onSelect={(id) => go({ mutant: id, line: null })}
          parentLine={listLine}
          built={page.mutants.length > 0 || (page.data?.verdict ?? null) !== null}
        />
      </Panel>
      <PaneBorder label="Resize the list of mutants" />
      <Panel id="why" minSize={240}>
        {page.data === undefined ? (
          <div className="p-3">
            <PlaceLines count={6} />
          </div>
        ) : (
          <ProgramEvidence
            problem={problem}
            program={page.data}
            line={line}
            place={subject}
            tab={tab}
            onTab={setTab}
            onLine={(to) => go({ line: to })}
          />
        )}
      </Panel>
    </PaneGroup>
  );
}
