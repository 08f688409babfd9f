/**
 * A sequence for one forward pass, and which of its positions hold which step's score. `cuts`: how many tokens the prompt
 * has, and the prompt with each further whole step; what is read up to a cut does not depend on what follows it.
 */
export type Window = { ids: number[]; cuts: number[]; reads: { step: number; position: number }[] };

/**
 * Lays a program out as as few sequences as fit `maxTokens`: one when it fits whole. Each further window repeats the
 * prompt and, as context, up to half a window of the steps before; a step is read in the first window that has it, where
 * most of what precedes it is seen. A step that is longer than a window by itself is cut and never read: the model can't
 * speak of a line whose end it has not seen. `steps` are the token ids of each step, separator included.
 */
export function planWindows(
  prompt: readonly number[],
  steps: readonly (readonly number[])[],
  maxTokens: number,
): Window[] {
  const room = maxTokens - prompt.length;
  const sizes = steps.map((step) => Math.min(step.length, room));
  const windows: Window[] = [];
  let unread = 0;
  while (unread < steps.length) {
    const start = contextStart(sizes, unread, room);
    const window: Window = { ids: [...prompt], cuts: [prompt.length], reads: [] };
    let index = start;
    for (; index < steps.length; index++) {
      const step = steps[index] ?? [];
      if (window.ids.length + Math.min(step.length, room) > maxTokens) break;
      window.ids.push(...step.slice(0, room));
      if (step.length > room) continue;
      window.cuts.push(window.ids.length);
      if (index >= unread) {
        window.reads.push({ step: index, position: window.ids.length - 1 });
      }
    }
    unread = index;
    windows.push(window);
  }
  return windows;
}

/** The first step shown in the window that reads `unread` first. */
function contextStart(sizes: readonly number[], unread: number, room: number): number {
  const most = Math.min(Math.floor(room / 2), room - (sizes[unread] ?? 0));
  let start = unread;
  let taken = 0;
  while (start > 0 && unread > 0 && taken + (sizes[start - 1] ?? 0) <= most) {
    start--;
    taken += sizes[start] ?? 0;
  }
  return start;
}
