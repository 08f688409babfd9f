import type { ReactNode } from "react";
import type { BenchmarkCounts, ContrastCounts, ExportPreview, StepwiseCounts } from "#server/export/schema";
import { formatBytes, formatCount, formatShare } from "../ui/format";
import { LabelMark } from "../ui/label-mark";

/** What an export holds, and why the rest is not in it. */
export function ExportCountsTable({ preview }: { preview: ExportPreview }) {
  const { manifest } = preview;
  if (!manifest) {
    return (
      <dl>
        <Line name="Problems" value={preview.problems} />
        <Line name="Programs" value={preview.programs} />
        <p className="px-4 py-3 text-muted">
          Too many to count their labels while you wait; the manifest has the exact figures.
        </p>
      </dl>
    );
  }
  const { leakage, counts } = manifest;
  return (
    <dl className="divide-y divide-line">
      <Line name="Problems" value={counts.problems} />
      {leakage.problems > 0 ? (
        <Line
          inner
          name="like a test"
          value={leakage.problems}
          note={
            manifest.splits.length === 0 || manifest.splits.includes("test")
              ? "in the file, because test is"
              : "left out, not counted above"
          }
        />
      ) : null}
      <Line name="Programs" value={counts.programs} />
      {manifest.format === "contrast" ? (
        <ContrastLines counts={manifest.counts} bytes={manifest.bytes} />
      ) : null}
      {manifest.format === "trl-stepwise" ? (
        <StepwiseLines counts={manifest.counts} bytes={manifest.bytes} />
      ) : null}
      {manifest.format === "first-error" ? (
        <>
          <Line
            inner
            name="near-duplicates"
            value={manifest.near_duplicates}
            note="like a problem before them"
          />
          <BenchmarkLines counts={manifest.counts} bytes={manifest.bytes} />
        </>
      ) : null}
    </dl>
  );
}

/** Right and wrong programs, and why the others are not among them. */
function BenchmarkLines({ counts, bytes }: { counts: BenchmarkCounts; bytes: number }) {
  return (
    <>
      <Line name="Rows" value={counts.rows} note={`${formatBytes(bytes)} of JSON lines`} />
      <Line name={<LabelMark label="correct" />} value={counts.right} note="programs without an error" />
      <Line
        name={<LabelMark label="incorrect" />}
        value={counts.wrong}
        note="programs with one first error"
      />
      <Causes
        name="Programs left out"
        note="of the problems above"
        counts={counts.leftOut}
        causes={[
          ["unbalanced", "unbalanced", "beyond the problem's share, or no partner"],
          ["unlabelled", "unlabelled", "a line before the error has no label"],
          ["compileError", "compile error", "a compiler finds it"],
          ["survived", "survived", "meant to break, passes all tests"],
          ["duplicate", "duplicate", "another one but for white space"],
          ["masked", "decided", "a person masked a line"],
        ]}
      />
    </>
  );
}

/** Groups, their two sides, and what found no place in one. */
function ContrastLines({ counts, bytes }: { counts: ContrastCounts; bytes: number }) {
  return (
    <>
      <Line name="Groups" value={counts.groups} note={`${formatBytes(bytes)} of JSON lines`} />
      <Line name={<LabelMark label="correct" />} value={counts.positives} note="texts that go on rightly" />
      <Line name={<LabelMark label="incorrect" />} value={counts.negatives} note="texts that go on wrongly" />
      <Causes
        name="Steps left out"
        note="references' steps, and mutants' label lines"
        counts={counts.leftOut}
        causes={[
          ["alone", "alone", "nothing of the other side follows the same prefix"],
          ["survived", "survived", "meant to break, passes all tests"],
          ["broke", "broke", "a refactoring that does not pass"],
          ["unlabelled", "unlabelled", "no label, or neutral"],
          ["notExecuted", "not executed", "no run came to the line"],
          ["contradicting", "contradicting", "the same prefix and text, another label"],
          ["decided", "decided", "a person masked it"],
        ]}
      />
    </>
  );
}

/** Rows, steps and why what is masked is masked. */
function StepwiseLines({ counts, bytes }: { counts: StepwiseCounts; bytes: number }) {
  return (
    <>
      <Line name="Rows" value={counts.rows} note={`${formatBytes(bytes)} of JSON lines`} />
      <Line name="Programs left out" value={counts.emptyPrograms} note="nothing in them counts" />
      <Line
        name="Steps in these rows"
        value={counts.steps}
        note="lines that are not blank, and ends of programs"
      />
      <Line
        name={<LabelMark label="correct" />}
        value={counts.correct}
        note={`1 · ${formatShare(counts.correct, counts.correct + counts.incorrect)} of what counts`}
      />
      <Line
        name={<LabelMark label="incorrect" />}
        value={counts.incorrect}
        note={`0 · ${formatShare(counts.incorrect, counts.correct + counts.incorrect)} of what counts`}
      />
      <Causes
        name="Masked"
        note="-100, in all programs"
        counts={counts.masked}
        causes={[
          ["neutral", "neutral", "comments, docstrings, lone brackets"],
          ["unknown", "unknown", "not executed, passes all tests, below an error"],
          ["duplicate", "duplicate", "the same prefix and line counts in another row"],
          ["contradicting", "contradicting", "the same prefix and line, another label"],
          ["decided", "decided", "a person masked it"],
        ]}
      />
    </>
  );
}

type CausesProps<K extends string> = {
  name: string;
  note: string;
  counts: Record<K, number>;
  /** Key, word and meaning. */
  causes: readonly (readonly [NoInfer<K>, string, string])[];
};

/** What is not in the file, in all and by cause. */
function Causes<K extends string>({ name, note, counts, causes }: CausesProps<K>) {
  return (
    <>
      <Line name={name} value={causes.reduce((sum, [key]) => sum + counts[key], 0)} note={note} />
      {causes.map(([key, word, meaning]) => (
        <Line key={key} inner name={word} value={counts[key]} note={meaning} />
      ))}
    </>
  );
}

type LineProps = { name: ReactNode; value: number; note?: string; inner?: boolean };

function Line({ name, value, note, inner = false }: LineProps) {
  return (
    <div className="grid min-h-8 grid-cols-[11rem_6rem_minmax(0,1fr)] items-center gap-x-4 px-4">
      <dt className={inner ? "pl-5 text-muted" : undefined}>{name}</dt>
      <dd className={value === 0 ? "tabular text-right text-faint" : "tabular text-right"}>
        {formatCount(value)}
      </dd>
      <dd className="tabular truncate text-faint">{note}</dd>
    </div>
  );
}
