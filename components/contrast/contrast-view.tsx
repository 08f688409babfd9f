import type { Continuation, ContrastGroup } from "#server/export/schema";
import { endOfProgramText } from "#server/prm/schema";
import { plural } from "../ui/format";
import { LabelMark } from "../ui/label-mark";

const prefixLines = 2;

/** One prefix and what follows it, right and wrong. `withPrefix` is off where the code stands beside it. */
export function ContrastView({ group, withPrefix = true }: { group: ContrastGroup; withPrefix?: boolean }) {
  const before = group.prefix.split("\n").filter((line) => line.trim() !== "");
  const hidden = before.length - prefixLines;
  return (
    <div className="overflow-x-auto rounded-md bg-sunken py-1.5 font-mono text-xs leading-5">
      {withPrefix ? (
        <div className="whitespace-pre pl-8 text-faint">
          {hidden > 0 ? <div className="font-sans">{plural(hidden, "line")} above</div> : null}
          {before.slice(-prefixLines).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text never move
            <div key={index}>{line}</div>
          ))}
        </div>
      ) : null}
      <ul aria-label="What goes on rightly">
        {group.positives.map((each) => (
          <Follows key={each.text} label="correct" continuation={each} />
        ))}
      </ul>
      <ul aria-label="What goes on wrongly">
        {group.negatives.map((each) => (
          <Follows key={each.text} label="incorrect" continuation={each} />
        ))}
      </ul>
    </div>
  );
}

type FollowsProps = { label: "correct" | "incorrect"; continuation: Continuation };

function Follows({ label, continuation: { text, sources } }: FollowsProps) {
  const line = text.replace(/^\s*\n/, "");
  const [first] = sources;
  const others = sources.length - 1;
  return (
    <li className="flex items-baseline gap-4 px-2">
      <span className="flex min-w-0 flex-1 items-baseline gap-2">
        <LabelMark label={label} glyphOnly />
        {line === endOfProgramText ? (
          <span className="font-sans text-muted">end of program</span>
        ) : (
          <span className="whitespace-pre">{line}</span>
        )}
      </span>
      <span className="shrink-0 font-sans text-faint">
        {first?.operator ?? "reference"}
        {others > 0 ? ` +${others}` : ""}
      </span>
    </li>
  );
}
