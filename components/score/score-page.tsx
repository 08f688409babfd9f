"use client";

import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsInteger, useQueryState } from "nuqs";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from "react";
import { Panel } from "react-resizable-panels";
import { CodeView } from "../code-view/code-view";
import { PaneBorder, PaneGroup } from "../problem/pane-group";
import { useShortcuts } from "../shell/shortcuts";
import { type RouterOutputs, useTRPC, useTRPCClient } from "../trpc/client";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { toast } from "../ui/toast";
import { Tooltip } from "../ui/tooltip";
import { CopyLink } from "./copy-link";
import { LineMutants } from "./line-mutants";
import { NearLines } from "./near-lines";
import { leaveLink, readLink } from "./permalink";
import { loadScoreDraft, type ScoreDraft, saveScoreDraft } from "./score-draft";
import { ScoreInputs } from "./score-inputs";
import { runMarker, scoreLines, scoreMarkers, testsOf } from "./score-lines";
import { ScoreResults, type TestRun } from "./score-results";
import { useLatestCall } from "./use-score";

/** The scores follow the typing, this long after the last key. */
const followMs = 600;

type ScoreInput = { statement: string; code: string; problemId: number | null };
type Scored = RouterOutputs["score"]["run"];
type RunInput = { code: string; problemId: number } | { code: string; tests: string[] };

function Workspace() {
  const [problemId, setProblemId] = useQueryState("problem", parseAsInteger.withOptions({ history: "push" }));
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    const open = async () => {
      const linked = await readLink(window.location.hash);
      if (linked === null) return;
      const { problem, ...draft } = linked;
      const own = loadScoreDraft(problem);
      const show = async (shown: ScoreDraft) => {
        saveScoreDraft(problem, shown);
        await setProblemId(problem);
        setOpened((before) => before + 1);
      };
      leaveLink();
      await show(draft);
      if (own.code.trim() === "" || own.code === draft.code) return;
      toast("The link's program replaced yours", {
        tone: "loud",
        action: { label: "Back to mine", run: () => void show(own) },
      });
    };
    void open();
    window.addEventListener("hashchange", open);
    return () => window.removeEventListener("hashchange", open);
  }, [setProblemId]);
  return (
    <ScoreWorkspace
      key={`${problemId ?? "own"} ${opened}`}
      problemId={problemId}
      onProblem={(id) => void setProblemId(id)}
    />
  );
}

/** Panes take their sizes, and the draft its text, from this browser. */
export const ScorePage = dynamic(() => Promise.resolve(Workspace), { ssr: false });

type ScoreWorkspaceProps = { problemId: number | null; onProblem: (problemId: number | null) => void };

function ScoreWorkspace({ problemId, onProblem }: ScoreWorkspaceProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<ScoreDraft>(() => loadScoreDraft(problemId));
  const [initial, setInitial] = useState({ code: draft.code, version: 0 });
  const [line, setLine] = useState<number | null>(null);
  const problem = useQuery(
    trpc.problems.get.queryOptions(problemId === null ? skipToken : { id: problemId }),
  );
  const status = useQuery(trpc.system.status.queryOptions(undefined, { staleTime: 10_000 }));
  const datasets = useQuery(trpc.datasets.list.queryOptions(undefined, { enabled: problemId === null }));
  const dataset = problem.data?.dataset ?? datasets.data?.find(({ programs }) => programs > 0) ?? null;
  const [swapped, setSwapped] = useState<{ from: string; to: string } | null>(null);
  const statement = problemId === null ? draft.statement : (problem.data?.statement ?? "");
  const { code } = draft;

  const scores = useLatestCall<ScoreInput, Scored>(
    useCallback((input, signal) => client.score.run.mutate(input, { signal }), [client]),
  );
  const run = useLatestCall<RunInput, TestRun>(
    useCallback((input, signal) => client.score.runTests.mutate(input, { signal }), [client]),
  );

  const { stop: stopScoring } = scores;
  const change = useCallback(
    (patch: Partial<ScoreDraft>) => {
      leaveLink();
      // Whatever is being scored is not what stands there any more.
      if (patch.code !== undefined || patch.statement !== undefined) stopScoring();
      setDraft((before) => {
        const next = { ...before, ...patch };
        saveScoreDraft(problemId, next);
        return next;
      });
    },
    [problemId, stopScoring],
  );
  const replaceCode = useCallback(
    (next: string) => {
      change({ code: next });
      setInitial((before) => ({ code: next, version: before.version + 1 }));
    },
    [change],
  );

  const empty = code.trim() === "";
  const score = () => {
    if (!empty) scores.run({ statement, code, problemId });
  };
  const tests = testsOf(draft.tests);
  const runTests = () => {
    if (empty) return;
    if (problemId !== null) run.run({ code, problemId });
    else if (tests.length > 0) run.run({ code, tests });
  };

  const upToDate = scores.of !== null && scores.of.code === code && scores.of.statement === statement;
  const scoresOld =
    scores.of !== null &&
    scores.data !== null &&
    (scores.of.code !== code || scores.of.statement !== statement);
  const runOld = run.of !== null && run.of.code !== code;
  const { run: scoreAgain, pending: scoring } = scores;
  const failed = scores.error !== null;
  const ready = problemId === null || problem.data !== undefined;
  useEffect(() => {
    if (upToDate || scoring || failed || !ready || code.trim() === "") return;
    const timer = setTimeout(() => scoreAgain({ statement, code, problemId }), followMs);
    return () => clearTimeout(timer);
  }, [upToDate, scoring, failed, ready, statement, code, problemId, scoreAgain]);

  const takeReference = async () => {
    const id = problem.data?.referenceId;
    if (!id) return;
    const reference = await queries.fetchQuery(trpc.programs.get.queryOptions({ id }));
    replaceCode(reference.code);
  };

  const sandboxOff = status.data?.sandbox.state === "off" ? status.data.sandbox.reason : null;
  const modelOff = status.data?.model.state === "off" ? status.data.model.reason : null;
  const workerDown = status.data?.worker.state === "down";
  useShortcuts([
    { keys: "mod+enter", label: "Score the lines", group: "Score", run: score, whileTyping: true },
    { keys: "mod+shift+enter", label: "Run the tests", group: "Score", run: runTests, whileTyping: true },
  ]);
  // The editor has its own meaning for these keys, so they are taken before it sees them.
  const takeKeys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) runTests();
    else score();
  };

  const lineCount = code.split("\n").length;
  const gutter = useMemo(() => (scores.data === null ? new Map() : scoreLines(scores.data)), [scores.data]);
  const markers = useMemo(
    () => [
      ...(scores.data === null || scoresOld ? [] : scoreMarkers(scores.data)),
      ...(run.data === null || runOld ? [] : runMarker(run.data.result, lineCount)),
    ],
    [scores.data, scoresOld, run.data, runOld, lineCount],
  );
  const noTests = problemId === null && tests.length === 0;
  return (
    <div className="flex h-page flex-col bg-surface">
      <h1 className="sr-only">Score</h1>
      {workerDown || modelOff !== null ? (
        <p role="alert" className="shrink-0 border-line border-b bg-sunken px-4 py-2">
          {workerDown
            ? "The worker is not running, so nothing can be scored or run. It starts with npm start."
            : `Scoring is off: ${modelOff}`}
        </p>
      ) : null}
      <PaneGroup id="score" orientation="horizontal" className="min-h-0 flex-1">
        <Panel id="inputs" defaultSize={320} minSize={220} groupResizeBehavior="preserve-pixel-size">
          <ScoreInputs
            problemId={problemId}
            problem={{ data: problem.data, error: problem.error }}
            draft={draft}
            onDraft={change}
            onProblem={onProblem}
            onReference={() => void takeReference()}
          />
        </Panel>
        <PaneBorder label="Resize the problem" />
        <Panel id="code" minSize={320}>
          <div className="flex h-full min-w-0 flex-col">
            <div className="flex h-11 shrink-0 items-center gap-2 border-line border-b px-3">
              <Button variant="primary" disabled={empty || scores.pending} onClick={score}>
                Score the lines <Kbd keys="mod+enter" onDark />
              </Button>
              <Tooltip
                content={
                  sandboxOff !== null
                    ? `Off: ${sandboxOff}`
                    : noTests
                      ? "Write asserts on the left, or choose a problem that has tests"
                      : "Runs the same code in the sandbox"
                }
              >
                <Button
                  aria-disabled={empty || noTests || sandboxOff !== null}
                  disabled={run.pending}
                  onClick={sandboxOff === null ? runTests : undefined}
                >
                  Run the tests <Kbd keys="mod+shift+enter" />
                </Button>
              </Tooltip>
              {swapped === null || swapped.to !== code ? null : (
                <Button onClick={() => replaceCode(swapped.from)}>Swap back</Button>
              )}
              {sandboxOff === null ? null : (
                <span className="truncate text-muted text-xs" role="status">
                  Tests cannot be run: {sandboxOff}
                </span>
              )}
              <CopyLink
                disabled={empty}
                state={{ problem: problemId, code, statement: draft.statement, tests: draft.tests }}
              />
            </div>
            <div className="min-h-0 flex-1" onKeyDownCapture={takeKeys}>
              <CodeView
                key={initial.version}
                name="Your solution"
                placeholder="Paste or write a solution"
                code={initial.code}
                gutter={gutter}
                markers={markers}
                current={line}
                onCurrent={setLine}
                onChange={(next) => change({ code: next })}
                columns={{ labels: false, scores: true }}
              />
            </div>
          </div>
        </Panel>
        <PaneBorder label="Resize the results" />
        <Panel id="results" defaultSize={380} minSize={260} groupResizeBehavior="preserve-pixel-size">
          <ScoreResults
            scores={scores}
            run={run}
            scoresOld={scoresOld}
            runOld={runOld}
            lineCount={lineCount}
            inSample={scores.data?.inSample ?? false}
            onLine={setLine}
          >
            {line === null || scores.data === null || !upToDate || line > lineCount ? null : (
              <>
                <LineMutants
                  statement={statement}
                  code={code}
                  line={line}
                  scores={scores.data}
                  onSwap={(mutant) => {
                    setSwapped({ from: code, to: mutant.code });
                    replaceCode(mutant.code);
                  }}
                />
                <NearLines dataset={dataset} text={code.split("\n")[line - 1] ?? ""} />
              </>
            )}
          </ScoreResults>
        </Panel>
      </PaneGroup>
    </div>
  );
}
