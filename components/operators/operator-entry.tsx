import type { OperatorInfo } from "#server/mutation/schema";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { type DiffLine, diffLines } from "./diff-lines";

/** One operator: its name, what it does in a sentence, and its example. */
export function OperatorEntry({ operator }: { operator: OperatorInfo }) {
  return (
    <li
      id={operator.id}
      className="grid scroll-mt-16 gap-x-6 gap-y-2 px-4 py-3 target:bg-selected lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]"
    >
      <div className="min-w-0">
        <h2 className="flex items-center gap-2 font-medium">
          <a href={`#${operator.id}`} className="truncate hover:underline">
            {operator.id}
          </a>
          <Badge tone="outline">{operator.intent === "mutate" ? "breaks" : "keeps behaviour"}</Badge>
          <span className="tabular font-normal text-faint text-xs">v{operator.version}</span>
        </h2>
        <p className="mt-0.5 text-muted">{operator.summary}</p>
      </div>
      <Example operator={operator} />
    </li>
  );
}

const looks = {
  same: { glyph: " ", word: "", line: "text-muted" },
  removed: { glyph: "−", word: "removed: ", line: "bg-hover text-muted" },
  added: { glyph: "+", word: "added: ", line: "bg-selected text-ink" },
} as const satisfies Record<DiffLine["kind"], object>;

function Example({ operator }: { operator: OperatorInfo }) {
  return (
    <figure className="min-w-0">
      <figcaption className="sr-only">What {operator.id} makes of an example</figcaption>
      <pre className="overflow-x-auto rounded-md bg-sunken py-1.5 text-sm leading-5">
        {diffLines(operator.example).map(({ kind, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text never move
          <span key={index} className={cn("flex gap-2 px-2", looks[kind].line)}>
            <span aria-hidden="true" className="w-[1ch] shrink-0 select-none">
              {looks[kind].glyph}
            </span>
            <span className="sr-only">{looks[kind].word}</span>
            <span>{text === "" ? " " : text}</span>
          </span>
        ))}
      </pre>
    </figure>
  );
}
