"use client";

import { useCallback, useEffect, useMemo, useRef } from "react";
import { Panel, usePanelRef } from "react-resizable-panels";
import { AuditBar } from "../audit/audit-bar";
import { useAuditWalk } from "../audit/use-audit-walk";
import { filteredMutants, neighbour } from "../evidence/mutant-filter";
import { ConflictDialog } from "../labels/conflict-dialog";
import { useDecisionFields } from "../labels/decision-bar";
import type { Place } from "../labels/outbox";
import { useDecisions } from "../labels/use-decisions";
import { useOutbox } from "../labels/use-outbox";
import { shownError } from "../trpc/app-error";
import { ErrorState } from "../ui/error-state";
import { toast } from "../ui/toast";
import { EvidencePane } from "./evidence-pane";
import { suspiciousLine } from "./gutter-lines";
import { PaneBorder, PaneGroup } from "./pane-group";
import { ProblemHeader } from "./problem-header";
import type { ProblemLocation } from "./problem-location";
import { ProblemRail } from "./problem-rail";
import { ProblemSkeleton } from "./problem-skeleton";
import { ProgramPane } from "./program-pane";
import { StatementPanel } from "./statement-panel";
import { useProblemData } from "./use-problem-data";
import { type ProblemActions, useProblemKeys } from "./use-problem-keys";
import type { GoTo } from "./use-problem-location";

const nowhere = { mutant: null, line: null } as const;

export function ProblemView({ place, go }: { place: ProblemLocation; go: GoTo }) {
  const page = useProblemData(place.problemId, place.mutant);
  const { data, lines, gutter, mutants, dots } = page;
  const problem = page.problem.data;
  useOutbox();

  const current = useMemo(() => {
    const last = lines.length;
    if (last === 0) return place.line;
    const first = lines.find((line) => line.kind === "code")?.line ?? 1;
    return Math.min(place.line ?? data?.labelLine ?? first, last);
  }, [lines, place.line, data?.labelLine]);
  const line = lines.find((candidate) => candidate.line === current) ?? null;
  const parentLine = place.mutant === null ? current : (line?.parentLine ?? null);
  const listLine =
    place.mutant === null
      ? parentLine
      : (mutants.find((mutant) => mutant.id === place.mutant)?.parentLine ?? parentLine);
  const shown = useMemo(
    () => filteredMutants(mutants, place.filter, listLine),
    [mutants, place.filter, listLine],
  );

  const subject = useMemo(() => {
    if (data === undefined || current === null) return null;
    const { datasetId, problemId, mutant } = place;
    return { place: { datasetId, problemId, programId: data.id, mutantId: mutant, line: current }, lines };
  }, [data, current, place, lines]);
  const goTo = useCallback(
    (target: Place) => go({ problemId: target.problemId, mutant: target.mutantId, line: target.line }),
    [go],
  );
  const markDone = useRef<(place: Place, done: boolean) => void>(null);
  const onUndo = useCallback(
    (target: Place) => {
      markDone.current?.(target, false);
      goTo(target);
    },
    [goTo],
  );
  const decisions = useDecisions(subject, onUndo);
  const fields = useDecisionFields();
  const walk = useAuditWalk({
    datasetId: place.datasetId,
    reason: place.audit,
    programId: data?.id ?? place.mutant,
    line: current,
    onOpen: useCallback(
      (item) =>
        go({
          problemId: item.problemId,
          mutant: item.operator === null ? null : item.programId,
          line: item.line,
        }),
      [go],
    ),
  });

  useEffect(() => {
    markDone.current = walk?.markDone ?? null;
  });

  const panes = { problems: usePanelRef(), statement: usePanelRef(), evidence: usePanelRef() };
  const moveItem = (by: 1 | -1) => {
    if (walk !== null) walk.step(by);
    else {
      const next = neighbour(shown, place.mutant, by);
      if (next === null)
        toast(by > 0 ? "This is the last mutant of the list" : "This is the first mutant of the list");
      else go({ mutant: next.id, line: null });
    }
  };
  const commit = (): boolean => {
    const decides = decisions.draft.value !== null;
    const done = decisions.commit();
    if (done && decides && subject !== null) walk?.markDone(subject.place, true);
    return done;
  };
  const actions: ProblemActions = {
    moveLine: (by) => {
      const next = (current ?? 0) + by;
      if (next >= 1 && next <= lines.length) go({ line: next });
    },
    moveSuspicious: (by) => {
      const next = suspiciousLine(lines, gutter, dots, current, by);
      if (next === null) toast(by > 0 ? "No suspicious line below" : "No suspicious line above");
      else go({ line: next });
    },
    moveItem,
    moveProblem: (by) => {
      const id = by > 0 ? problem?.nextId : problem?.previousId;
      if (id) go({ ...nowhere, problemId: id, audit: null });
      else if (problem !== undefined)
        toast(by > 0 ? "This is the last problem" : "This is the first problem");
    },
    close: () => {
      if (decisions.hasDraft) decisions.change(null);
      else if (place.mutant !== null) go({ mutant: null, line: listLine });
    },
    commit: () => {
      if (!commit()) toast("Nothing to save: choose 1 to 4 first");
    },
    commitNext: () => {
      if (commit()) moveItem(1);
      else toast("Nothing to save: choose 1 to 4 first");
    },
    // The fields are there once there is a draft; one without a label is one too.
    focusReason: () => {
      fields.reason.current?.focus();
      if (decisions.hasDraft) return;
      decisions.change({ commenting: true });
      requestAnimationFrame(() => fields.reason.current?.focus());
    },
    focusComment: () => {
      if (!decisions.hasDraft) decisions.change({ commenting: true });
      requestAnimationFrame(() => fields.comment.current?.focus());
    },
    toggleMatrix: () => {
      if (!place.matrix) panes.evidence.current?.expand();
      go({ matrix: !place.matrix });
    },
    togglePane: (name) => {
      const pane = panes[name].current;
      if (pane?.isCollapsed()) pane.expand();
      else pane?.collapse();
    },
  };
  useProblemKeys(decisions, actions);

  useEffect(() => {
    if (problem !== undefined) document.title = `${problem.title} · ${problem.dataset.name} · Linewise`;
  }, [problem]);

  if (page.problem.isError && problem === undefined) {
    const error = shownError(page.problem.error);
    return (
      <ErrorState
        className="h-page"
        title={error.code === "not-found" ? "This problem is not there" : "The problem could not be loaded"}
        message={error.message}
        onRetry={() => void page.problem.refetch()}
      />
    );
  }
  return (
    <div className="flex h-page min-h-0 flex-col bg-surface">
      <h1 className="sr-only">{problem?.title ?? "Problem"}</h1>
      {walk === null || place.audit === null ? null : (
        <AuditBar walk={walk} reason={place.audit} datasetId={place.datasetId} />
      )}
      <PaneGroup id="problem" orientation="horizontal" className="min-h-0 flex-1">
        <Panel
          id="problems"
          panelRef={panes.problems}
          collapsible
          defaultSize={224}
          minSize={160}
          maxSize={420}
          groupResizeBehavior="preserve-pixel-size"
        >
          <ProblemRail
            datasetId={place.datasetId}
            problemId={place.problemId}
            onOpen={(problemId) => go({ ...nowhere, problemId, audit: null }, "push")}
          />
        </Panel>
        <PaneBorder label="Resize the problems list" />
        <Panel id="centre" minSize={380}>
          {problem === undefined ? (
            <ProblemSkeleton centre />
          ) : (
            <div className="flex h-full min-w-0 flex-col">
              <ProblemHeader problem={problem} mutants={mutants} place={place} go={go} actions={actions} />
              <PaneGroup id="problem-centre" orientation="vertical" className="min-h-0 flex-1">
                <Panel id="program" minSize={160}>
                  <ProgramPane
                    page={page}
                    problem={problem}
                    place={place}
                    go={go}
                    current={current}
                    line={line}
                    decisions={decisions}
                    fields={fields}
                    actions={actions}
                    nextName={walk === null ? "next mutant" : "next item"}
                  />
                </Panel>
                <PaneBorder label="Resize the evidence" vertical />
                <Panel id="evidence" panelRef={panes.evidence} collapsible defaultSize="38" minSize={120}>
                  <EvidencePane
                    page={page}
                    problem={problem}
                    place={place}
                    go={go}
                    line={line}
                    shown={shown}
                    listLine={listLine}
                    subject={subject?.place ?? null}
                  />
                </Panel>
              </PaneGroup>
            </div>
          )}
        </Panel>
        <PaneBorder label="Resize the statement" />
        <Panel
          id="statement"
          panelRef={panes.statement}
          collapsible
          defaultSize={320}
          minSize={200}
          groupResizeBehavior="preserve-pixel-size"
        >
          {problem === undefined ? (
            <ProblemSkeleton statement />
          ) : (
            <StatementPanel problem={problem} program={data} />
          )}
        </Panel>
      </PaneGroup>
      <ConflictDialog onGo={goTo} />
    </div>
  );
}
