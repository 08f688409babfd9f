import type { JobView } from "#server/jobs/schema";
import { JobProgress } from "../jobs/job-row";
import { Panel } from "../shell/panel";

const steps = [
  { kind: "import", name: "Import problems", words: "statements, tests and reference programs are read" },
  {
    kind: "build",
    name: "Build",
    words: "mutants are made, run against the tests and labelled line by line",
  },
  { kind: "score", name: "Score", words: "the bundled model scores every line" },
] as const;

/** The first start: what is being made of the starter dataset, live, so that nobody looks at an empty page. */
export function Preparing({ jobs }: { jobs: JobView[] }) {
  const current = jobs.find((job) => job.state === "running") ?? jobs.at(-1);
  const at = Math.max(
    0,
    steps.findIndex((step) => step.kind === current?.kind),
  );
  return (
    <Panel title="Getting ready">
      <ol className="divide-y divide-line">
        {steps.map((step, index) => {
          const now = index === at;
          return (
            <li key={step.kind} aria-current={now ? "step" : undefined} className="flex gap-3 px-4 py-3">
              <span aria-hidden="true" className="tabular w-4 shrink-0 text-center text-faint">
                {index < at ? "✓" : index + 1}
              </span>
              <div className="min-w-0 flex-1">
                <p className={now ? "font-medium" : "text-muted"}>
                  {step.name} <span className="font-normal text-faint">· {step.words}</span>
                </p>
                {now && current ? (
                  <div className="mt-2">
                    <JobProgress job={current} />
                  </div>
                ) : null}
              </div>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
