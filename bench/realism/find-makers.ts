import { type Candidate, enumerateChanges } from "#server/mutation/enumerate";
import { Program } from "#server/mutation/program";
import { applyChange } from "#server/mutation/site-text";
import { askPython } from "./ask-python";
import type { Fault } from "./faults";

/** A fault with what the operators offer for its right program. */
export type Covered = {
  fault: Fault;
  /** The operator whose mutant the wrong program is; null if there is none. */
  operator: string | null;
  /** What the bug operators offer for the right program: how many mutants, on how many lines. */
  offers: ReadonlyMap<string, { candidates: number; lines: number }>;
};

/** What may differ between two ways to write one syntax tree down. */
const layout = /[\s()'",\\;]/g;

/** How many characters two texts have in common from the start, and from the end. */
function commonEnds(a: string, b: string): { head: number; tail: number } {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return { head, tail };
}

/** The texts that some operator makes and that may have the wrong program's tree: they have its letters. */
function lookalikes(
  { right, wrong }: Fault,
  changes: readonly Candidate[],
): { operator: string; code: string }[] {
  const letters = right.replace(layout, "");
  const wanted = wrong.replace(layout, "");
  const common = commonEnds(letters, wanted);
  // How many letters stand before each offset.
  const before = new Uint32Array(right.length + 1);
  for (const match of right.matchAll(layout)) before[match.index + 1] = 1;
  for (let at = 1, skipped = 0; at <= right.length; at += 1) {
    skipped += before[at] ?? 0;
    before[at] = at - skipped;
  }
  return changes.flatMap(({ operator, change }) => {
    const head = before[change.start] ?? 0;
    const tail = letters.length - (before[change.end] ?? 0);
    const middle = change.text.replace(layout, "");
    const fits =
      head <= common.head &&
      tail <= common.tail &&
      head + middle.length + tail === wanted.length &&
      wanted.startsWith(middle, head);
    return fits ? [{ operator: operator.id, code: applyChange(right, change) }] : [];
  });
}

/** Which operator makes each fault from the right program, exactly: the syntax trees are the same. */
export function findMakers(faults: readonly Fault[]): Covered[] {
  const questions: ["same", string, string][] = [];
  const askers: { index: number; operator: string }[] = [];
  const covered = faults.map((fault, index): Covered => {
    const program = new Program(fault.right);
    const changes = enumerateChanges(program, { intent: "mutate" }).candidates;
    const sites = new Map<string, number[]>();
    for (const { operator, site } of changes) {
      const lines = sites.get(operator.id);
      if (lines === undefined) sites.set(operator.id, [program.lineOf(site.at)]);
      else lines.push(program.lineOf(site.at));
    }
    const offers = new Map(
      [...sites].map(([id, lines]) => [id, { candidates: lines.length, lines: new Set(lines).size }]),
    );
    for (const { operator, code } of lookalikes(fault, changes)) {
      questions.push(["same", code, fault.wrong]);
      askers.push({ index, operator });
    }
    return { fault, operator: null, offers };
  });
  askPython(questions).forEach((answer, at) => {
    const asker = askers[at];
    const own = asker === undefined ? undefined : covered[asker.index];
    if (answer === true && asker !== undefined && own?.operator === null) own.operator = asker.operator;
  });
  return covered;
}
