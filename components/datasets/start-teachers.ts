/** What was asked for, null where that teacher was not chosen. */
type Chosen<Build, Teach> = { build: Build | null; teach: Teach | null };
type Starters<Build, Teach> = {
  build: (options: Build) => Promise<unknown>;
  teach: (options: Teach) => Promise<unknown>;
};

export type Start = {
  /** The build that was started, to be told apart from another one; null: none was. */
  sent: string | null;
  /** Why not everything started; null when it did. */
  failed: { buildStarted: boolean; error: unknown } | null;
};

/**
 * Starts the jobs of the chosen teachers, one after the other: they stand in one queue, in this order. A build that was
 * `sent` before the model's job failed to start is not sent once more, unless something else is chosen by now.
 */
export async function startTeachers<Build, Teach>(
  { build, teach }: Chosen<Build, Teach>,
  sent: string | null,
  start: Starters<Build, Teach>,
): Promise<Start> {
  const wanted = build === null ? null : JSON.stringify(build);
  try {
    if (build !== null && wanted !== sent) {
      await start.build(build);
      sent = wanted;
    }
    if (teach !== null) await start.teach(teach);
    return { sent, failed: null };
  } catch (error) {
    return { sent, failed: { buildStarted: wanted !== null && wanted === sent, error } };
  }
}

/** What did not start, and what did. */
export function startFailure(buildStarted: boolean, message: string): string {
  return buildStarted
    ? `The operators' build has started; the language model's job has not: ${message} Build tries only that again.`
    : `The build did not start: ${message} What you chose is kept.`;
}
