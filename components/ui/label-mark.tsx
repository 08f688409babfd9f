import { cn } from "./cn";

type LineLabel = "correct" | "incorrect" | "neutral" | null;

const looks = {
  correct: { glyph: "✓", word: "correct", text: "text-correct", ring: "ring-correct" },
  incorrect: { glyph: "✕", word: "incorrect", text: "text-incorrect", ring: "ring-incorrect" },
  neutral: { glyph: "–", word: "neutral", text: "text-neutral-label", ring: "ring-neutral-label" },
  unknown: { glyph: "○", word: "unknown", text: "text-unknown", ring: "ring-unknown" },
} as const;

/** Glyph, word and colour classes of a label; `null` is unknown, which is not neutral. */
export function labelLook(label: LineLabel) {
  return looks[label ?? "unknown"];
}

type LabelMarkProps = {
  label: LineLabel;
  /** A person decided otherwise than the rule: the same colour with a ring. */
  overridden?: boolean;
  /** The glyph alone, where the word stands in a heading or next to it; it is still read out. */
  glyphOnly?: boolean;
  className?: string;
};

/** The label of a line. Colour never stands alone: the glyph and the word say the same. */
export function LabelMark({ label, overridden = false, glyphOnly = false, className }: LabelMarkProps) {
  const look = labelLook(label);
  return (
    <span className={cn("inline-flex items-center gap-1.5", look.text, className)}>
      <span
        aria-hidden="true"
        className={cn(
          "grid size-4 place-items-center rounded-full font-semibold text-[0.6875rem] leading-none",
          overridden && cn("ring-[1.5px] ring-inset", look.ring),
        )}
      >
        {look.glyph}
      </span>
      <span className={glyphOnly ? "sr-only" : undefined}>{look.word}</span>
      {overridden ? <span className="sr-only">(overridden)</span> : null}
    </span>
  );
}
