import type { ComparedTrace, TraceRow, TraceStep } from "#server/verification/schema";

/** "total = 3, i = 2", or what the step was when it changed nothing. */
export function changesText({ changed }: Pick<TraceStep, "changed">): string {
  return changed.map(({ name, value }) => `${name} = ${value}`).join(", ");
}

/** "returned 3", "raised IndexError: …"; empty where the step just went on. */
export function endingText({ ending }: Pick<TraceStep, "ending">): string {
  return ending === null ? "" : `${ending.how} ${ending.text}`;
}

/** Names whose new value is not the same on both sides of a row; none where one side is empty. */
export function differingNames({ program, parent }: Pick<TraceRow, "program" | "parent">): string[] {
  if (program === null || parent === null) return [];
  const other = new Map(parent.changed.map(({ name, value }) => [name, value]));
  const own = new Map(program.changed.map(({ name, value }) => [name, value]));
  return [...new Set([...own.keys(), ...other.keys()])].filter((name) => own.get(name) !== other.get(name));
}

/** Where the two first do something else, in a sentence; what else can be said where they do not. */
export function divergenceText(trace: ComparedTrace): string {
  const { divergence, rows, program, parent } = trace;
  if (program.error !== null) return `The program could not be followed: ${program.error}`;
  if (parent === null) return stepsText(rows.length, program.end);
  if (parent.error !== null) return `The reference could not be followed: ${parent.error}`;
  if (divergence === null) {
    const known =
      program.end === "cut" || parent.end === "cut" ? `In the first ${rows.length} steps` : "In this test";
    return `${known} it does what the reference does.`;
  }
  const step = `step ${divergence.row + 1}`;
  switch (divergence.kind) {
    case "path":
      return `First difference at ${step}: another line runs next.`;
    case "value":
      return `First difference at ${step}: ${listed(divergence.names)}.`;
    case "ending":
      return `First difference at ${step}: ${endingDifference(rows[divergence.row])}.`;
  }
}

function endingDifference(row: TraceRow | undefined): string {
  const [own, other] = [row?.program, row?.parent].map((step) =>
    step === null || step === undefined
      ? "is not there"
      : endingText(step) || (step.endedAt === null ? "never ends" : "goes on"),
  );
  return `it ${own}, the reference ${other}`;
}

function listed(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
}

/** What a trace that is not the whole run ends with. */
export function stepsText(steps: number, end: ComparedTrace["program"]["end"]): string {
  switch (end) {
    case "complete":
      return `${steps} steps.`;
    case "cut":
      return `The first ${steps} steps; the rest is not followed.`;
    case "timeout":
      return `${steps} steps, then it ran out of time.`;
    case "stopped":
      return `${steps} steps, then the program ended itself or was stopped.`;
  }
}
