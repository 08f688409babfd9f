"use client";

import { type RefObject, useRef } from "react";
import type { LineView } from "#server/labels/schema";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Input } from "../ui/input";
import { Kbd } from "../ui/kbd";
import { LabelMark, labelLook } from "../ui/label-mark";
import { type Draft, reasonChange } from "./drafts";
import { type DecisionValue, decisionName, decisions, labelAfter, sourceWords } from "./label-words";
import { ReasonPicker } from "./reason-picker";
import { SaveStatus } from "./save-status";

export type DecisionFields = {
  reason: RefObject<HTMLDivElement | null>;
  comment: RefObject<HTMLInputElement | null>;
};

export function useDecisionFields(): DecisionFields {
  return { reason: useRef<HTMLDivElement>(null), comment: useRef<HTMLInputElement>(null) };
}

type DecisionBarProps = {
  /** Whose line it is: "mutant 12", "reference". */
  programName: string;
  line: LineView | null;
  text: string;
  draft: Draft;
  hasDraft: boolean;
  fields: DecisionFields;
  onChoose: (value: DecisionValue) => void;
  onChange: (patch: Partial<Draft>) => void;
  onCommit: () => void;
  onCommitNext: () => void;
  onDiscard: () => void;
  /** What Ctrl+Enter goes on to: "next mutant", "next item". */
  nextName: string;
};

/** The decision on the current line, always at the same place: what it is, what one can say, what is being said. */
export function DecisionBar(props: DecisionBarProps) {
  const { line, draft, hasDraft } = props;
  return (
    <section
      aria-label="Decision on the current line"
      className="relative shrink-0 border-line border-t bg-surface"
    >
      {hasDraft && line !== null ? <DraftPanel {...props} line={line} /> : null}
      <div className="flex h-7 items-center gap-2 px-3 pt-1 text-xs" aria-live="polite">
        <LineWords {...props} />
        <SaveStatus className="ml-auto shrink-0" />
      </div>
      <div className="flex flex-wrap items-center gap-1 px-2 pb-1.5">
        {decisions.map((decision) => (
          <button
            key={decision.value}
            type="button"
            disabled={line === null}
            title={decision.does}
            aria-pressed={hasDraft && draft.value === decision.value}
            data-decision={decision.value}
            className={cn(
              "inline-flex h-6 items-center gap-1.5 rounded-md px-1.5 text-xs hover:bg-hover disabled:opacity-50",
              hasDraft && draft.value === decision.value
                ? "bg-selected text-ink"
                : "text-muted hover:text-ink",
            )}
            // The focus stays with the code, so that Enter commits and the arrows move on.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.onChoose(decision.value)}
          >
            <Kbd keys={decision.key} />
            <DecisionGlyph value={decision.value} />
            {decision.name}
          </button>
        ))}
      </div>
    </section>
  );
}

function DecisionGlyph({ value }: { value: DecisionValue }) {
  if (value !== "correct" && value !== "incorrect" && value !== "neutral" && value !== "unknown") return null;
  const look = labelLook(value === "unknown" ? null : value);
  return (
    <span aria-hidden="true" className={cn("font-semibold", look.text)}>
      {look.glyph}
    </span>
  );
}

function LineWords({ line, programName, text }: DecisionBarProps) {
  if (line === null) return <span className="text-faint">No line chosen</span>;
  const overridden = line.from === "override" && line.label !== line.automatic;
  const where = line.kind === "end-of-program" ? "End of program" : `Line ${line.line}`;
  return (
    <>
      <span className="shrink-0 font-medium">
        {where} <span className="font-normal text-faint">of {programName}</span>
      </span>
      <LabelMark label={line.label} overridden={overridden} className="shrink-0" />
      <span className="min-w-0 truncate text-faint">
        {line.from === "override" && line.annotator ? `decided by ${line.annotator}` : sourceWords[line.from]}
        {overridden ? `, the rule says ${line.automatic ?? "unknown"}` : ""}
        {line.outdated ? ", outdated: what the rule read has changed since" : ""}
        {line.masked ? ", kept out of training" : ""}
        <span className="sr-only">: {text.trim()}</span>
      </span>
    </>
  );
}

function DraftPanel(props: DecisionBarProps & { line: LineView }) {
  const { draft, line, fields } = props;
  const commitKey = (event: React.KeyboardEvent) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      if (event.ctrlKey || event.metaKey) props.onCommitNext();
      else props.onCommit();
      if (event.target instanceof HTMLElement) event.target.blur();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (event.target instanceof HTMLElement) event.target.blur();
    }
  };
  return (
    <div className="absolute inset-x-2 bottom-full z-20 mb-1.5 rounded-lg border border-line-strong bg-surface p-2.5 shadow-overlay">
      <div className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        {draft.value === null ? (
          <span className="font-medium">{draft.reason === null ? "Comment" : "Choose a label: 1 to 4"}</span>
        ) : (
          <>
            <LabelMark label={line.label} />
            <span aria-hidden="true" className="text-faint">
              →
            </span>
            <LabelMark label={labelAfter(draft.value, line.automatic)} className="font-medium" />
            <span className="text-muted">
              {draft.value === "first-error"
                ? "first error: code lines above correct, below unknown"
                : ["keep", "withdraw"].includes(draft.value)
                  ? decisionName(draft.value)
                  : ""}
            </span>
          </>
        )}
        <span className="ml-auto text-faint text-xs">not saved yet</span>
      </div>
      <ReasonPicker
        ref={fields.reason}
        value={draft.reason}
        onChange={(reason) => props.onChange(reasonChange(draft, reason))}
        onKeyDown={commitKey}
      />
      <div className="mt-2 flex items-center gap-2">
        <Input
          ref={fields.comment}
          value={draft.comment}
          maxLength={4000}
          aria-label="Comment"
          placeholder="Comment (C)"
          onChange={(event) => props.onChange({ comment: event.target.value })}
          onKeyDown={commitKey}
        />
        <Button size="sm" variant="ghost" onClick={props.onDiscard}>
          Discard <Kbd keys="escape" />
        </Button>
        <Button size="sm" onClick={props.onCommitNext} title={`Save and go to the ${props.nextName}`}>
          Save, next <Kbd keys="mod+enter" />
        </Button>
        <Button size="sm" variant="primary" onClick={props.onCommit}>
          Save <Kbd keys="enter" onDark />
        </Button>
      </div>
    </div>
  );
}
