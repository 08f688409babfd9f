import { Check, Circle, CirclePause, LoaderCircle } from "lucide-react";
import type { TrainingStage } from "#server/training/schema";
import { cn } from "../ui/cn";

type StageListProps = {
  stages: readonly TrainingStage[] /** Whether something works on them now. */;
  active: boolean;
};

/** The run's stages in order, each with its state as a glyph and a word. */
export function StageList({ stages, active }: StageListProps) {
  return (
    <ol className="flex flex-col">
      {stages.map(({ id, title, state, note }) => {
        const stopped = state === "running" && !active;
        const Icon =
          state === "done" ? Check : state === "waiting" ? Circle : stopped ? CirclePause : LoaderCircle;
        const word = stopped ? "stopped here" : state;
        return (
          <li
            key={id}
            aria-current={state === "running" ? "step" : undefined}
            className={cn(
              "flex h-7 items-center gap-2 px-3",
              state === "running" && "bg-selected font-medium",
              state === "waiting" && "text-muted",
            )}
          >
            <Icon
              aria-hidden="true"
              className={cn("size-3.5 shrink-0", state === "running" && active && "animate-spin")}
            />
            <span className="truncate">{title}</span>
            <span className="tabular ml-auto shrink-0 font-normal text-faint text-xs">
              {state === "running" && note !== "" ? `${word}: ${note}` : word}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
