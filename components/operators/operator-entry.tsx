import { ArrowRight } from "lucide-react";
import type { OperatorInfo } from "#server/mutation/schema";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { changedLines } from "./changed-lines";

/** One operator: its name, what it does in a sentence, and its example. */
export function OperatorEntry({ operator }: { operator: OperatorInfo }) {
  return (
    <li
      id={operator.id}
      className="grid scroll-mt-16 gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]"
    >
      <div className="min-w-0">
        <h2 className="flex items-center gap-2 font-medium">
          <span className="truncate">{operator.id}</span>
          <Badge tone="outline">{operator.intent === "mutate" ? "breaks" : "keeps behaviour"}</Badge>
          <span className="tabular font-normal text-faint text-xs">v{operator.version}</span>
        </h2>
        <p className="mt-0.5 text-muted">{operator.summary}</p>
      </div>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2">
        <Snippet title="Before" code={operator.example.before} other={operator.example.after} />
        <ArrowRight className="size-3.5 text-faint" aria-hidden="true" />
        <Snippet title="After" code={operator.example.after} other={operator.example.before} />
      </div>
    </li>
  );
}

type SnippetProps = { title: string; code: string; other: string };

/** The lines that differ from the other side carry a bar: the eye finds them without reading both. */
function Snippet({ title, code, other }: SnippetProps) {
  return (
    <figure className="min-w-0">
      <figcaption className="sr-only">{title}</figcaption>
      <pre className="overflow-x-auto rounded-md bg-sunken py-1.5 text-sm leading-5">
        {changedLines(code, other).map(({ line, changed }, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text never move
            key={index}
            className={cn(
              "block border-l-2 px-2",
              changed ? "border-line-strong" : "border-transparent text-muted",
            )}
          >
            {line === "" ? " " : line}
          </span>
        ))}
      </pre>
    </figure>
  );
}
