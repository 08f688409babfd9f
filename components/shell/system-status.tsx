"use client";

import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { shownError } from "../trpc/app-error";
import { Skeleton } from "../ui/skeleton";
import { useSystemStatus } from "./use-system-status";

/** What works on this machine and what does not, each with its reason. */
export function SystemStatus() {
  const status = useSystemStatus();
  const data = status.data;
  if (!data) {
    return status.isError ? (
      <StatusList>
        <StatusRow name="Server" state="bad" words={shownError(status.error).message} />
      </StatusList>
    ) : (
      <StatusList>
        {["Database", "Worker", "Sandbox", "Model"].map((name) => (
          <StatusRow key={name} name={name} state="unknown" words={<Skeleton className="mt-1 h-3 w-28" />} />
        ))}
      </StatusList>
    );
  }
  const { database, worker, sandbox, model } = data;
  return (
    <StatusList>
      <StatusRow
        name="Database"
        state={database.state === "ready" ? "good" : "bad"}
        words={database.detail ?? database.state}
      />
      <StatusRow
        name="Worker"
        state={worker.state === "up" ? "good" : "bad"}
        words={worker.state === "up" ? "takes jobs" : "down: jobs wait until it is back"}
      />
      <StatusRow
        name="Sandbox"
        state={sandbox.state === "ready" ? "good" : "bad"}
        words={
          sandbox.state === "ready"
            ? `${sandbox.provider}, ${sandbox.interpreter}`
            : `off: ${sandbox.reason ?? "no reason given"}. Nothing is verified.`
        }
      />
      <StatusRow
        name="Model"
        state={model.state === "ready" ? "good" : "bad"}
        words={
          model.state === "ready"
            ? `${model.name} ${model.version}`
            : `off: ${model.reason ?? "no reason given"}. Nothing is scored.`
        }
      />
    </StatusList>
  );
}

function StatusList({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-line">{children}</dl>;
}

type StatusRowProps = { name: string; state: "good" | "bad" | "unknown"; words: ReactNode };
const icons = { good: CircleCheck, bad: CircleAlert, unknown: CircleDashed } as const;

function StatusRow({ name, state, words }: StatusRowProps) {
  const Icon = icons[state];
  return (
    <div className="flex min-h-9 items-start gap-2 px-4 py-2">
      <Icon
        className={state === "bad" ? "mt-0.5 size-4 shrink-0" : "mt-0.5 size-4 shrink-0 text-faint"}
        aria-hidden="true"
      />
      <dt className="w-20 shrink-0">{name}</dt>
      <dd className="min-w-0 flex-1 break-words text-muted">
        {state === "bad" ? <span className="sr-only">not working: </span> : null}
        {words}
      </dd>
    </div>
  );
}
