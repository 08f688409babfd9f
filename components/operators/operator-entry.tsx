import { ArrowRight } from "lucide-react";
import type { OperatorInfo } from "#server/mutation/schema";
import { Badge } from "../ui/badge";

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
        <Snippet title="Before" code={operator.example.before} />
        <ArrowRight className="size-3.5 text-faint" aria-hidden="true" />
        <Snippet title="After" code={operator.example.after} />
      </div>
    </li>
  );
}

function Snippet({ title, code }: { title: string; code: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="sr-only">{title}</figcaption>
      <pre className="overflow-x-auto rounded-md bg-sunken px-2.5 py-1.5 text-sm leading-5">{code}</pre>
    </figure>
  );
}
