const barChars = 24;
/** Where nobody watches, a line this often is enough. */
const plainEveryMs = 5000;

export type BarState = { done: number; total: number | null; message: string };

/** Shows a job's progress on a stream: redrawn in place on a terminal, a line now and then in a log. */
export function createProgressBar(stream: NodeJS.WriteStream = process.stderr) {
  const startedAt = Date.now();
  let first: BarState | undefined;
  let shownAt = 0;
  return {
    show(state: BarState): void {
      first ??= state;
      const now = Date.now();
      if (!stream.isTTY && now - shownAt < plainEveryMs) return;
      shownAt = now;
      const text = describe(state, first.done, (now - startedAt) / 1000);
      stream.write(
        stream.isTTY ? `\r\u001b[2K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}` : `${text}\n`,
      );
    },
    /** Leaves the line, so that what follows starts on one of its own. */
    close(): void {
      if (stream.isTTY && first !== undefined) stream.write("\r\u001b[2K");
    },
  };
}

/** `doneBefore`: what an earlier attempt had done; it says nothing about this one's pace. */
export function describe({ done, total, message }: BarState, doneBefore: number, seconds: number): string {
  if (total === null || total === 0) return `${done} ${message}`;
  const filled = Math.round((done / total) * barChars);
  const bar = "█".repeat(filled) + "░".repeat(barChars - filled);
  const pace = seconds < 1 ? 0 : (done - doneBefore) / seconds;
  const left = pace <= 0 || done >= total ? "" : `, ${duration((total - done) / pace)} left`;
  return `${bar} ${done}/${total} ${message}${left}`;
}

export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
