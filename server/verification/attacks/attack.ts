/**
 * A program that tries to pass without being right, or to reach out of its sandbox. `%DIR%`, `%PORT%` and `%PID%` stand
 * for a folder with a secret file, a listening port and the process id of the server under attack (see host-traps.ts),
 * `%CHANNEL%` for the descriptor that reports are written to.
 */
export type Attack = { kind: string; name: string; source: string };

/** Attacks of one class, from `name: source` pairs. */
export function attacksOf(kind: string, sources: Record<string, string>): Attack[] {
  return Object.entries(sources).map(([name, source]) => ({ kind, name, source: source.trim() }));
}
