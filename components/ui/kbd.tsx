import { cn } from "./cn";

const names: Record<string, string> = {
  mod: "Ctrl",
  shift: "Shift",
  enter: "Enter",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
};

function keyName(part: string): string {
  return names[part.toLowerCase()] ?? (part.length === 1 ? part.toUpperCase() : part);
}

/** A shortcut as keys to press: `mod+enter`, `g o` (one after the other), `?`. */
export function Kbd({ keys, className, onDark }: { keys: string; className?: string; onDark?: boolean }) {
  const strokes = keys.split(" ");
  return (
    <kbd className={cn("inline-flex items-center gap-1 font-sans text-xs", className)}>
      {strokes.map((stroke, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: strokes of a fixed string never move
        <span key={index} className="inline-flex gap-0.5">
          {(stroke === "+" ? ["+"] : stroke.split("+")).map((part) => (
            <span
              key={part}
              className={cn(
                "grid h-4 min-w-4 place-items-center rounded-sm border px-1 text-[0.6875rem] leading-none",
                onDark ? "border-inverse-ink/30 text-inverse-ink/85" : "border-line bg-sunken text-muted",
              )}
            >
              {keyName(part)}
            </span>
          ))}
        </span>
      ))}
    </kbd>
  );
}
