import { messageOf } from "#server/core/errors";
import { logger } from "#server/core/logger";
import { defaultModelDir } from "#server/core/model-dir";
import type { Engines } from "#server/jobs/index";
import type { LiveStatus } from "#server/live/schema";
import { createScorer, type Scorer } from "#server/prm/index";
import { createVerifier, type Verifier } from "#server/verification/index";

/** Models open at once; each holds its weights once a thread. */
const maxScorers = 3;

export type OwnedEngines = Engines & {
  /** Begins to open them, so that the first call finds them warm. */
  warm: () => void;
  /** What can be used now; never waits for an engine that is being opened. */
  status: () => Pick<LiveStatus, "verifier" | "scorer">;
  close: () => Promise<void>;
};

/** This worker's sandbox and models: opened when first asked for, one pool each for jobs and interactive calls. */
export function createEngines(options: { workers: number }): OwnedEngines {
  let verifier: Promise<Verifier> | undefined;
  let verifierStatus: LiveStatus["verifier"] = { ...nothing, reason: "The sandbox is being started." };
  let scorerStatus: LiveStatus["scorer"] = {
    state: "off",
    model: null,
    reason: "The model is being opened.",
  };
  const scorers = new Map<string, Promise<Scorer>>();

  const openVerifier = () => {
    verifier ??= createVerifier({ workers: options.workers }).then(
      (opened) => {
        verifierStatus = opened.status();
        if (verifierStatus.state === "off")
          logger.warn({ reason: verifierStatus.reason }, "verification is off");
        return opened;
      },
      (error) => {
        // The next call tries again.
        verifier = undefined;
        verifierStatus = { ...nothing, reason: messageOf(error) };
        throw error;
      },
    );
    return verifier;
  };

  const openScorer = async (modelDir?: string) => {
    const folder = modelDir ?? defaultModelDir();
    const known = scorers.get(folder);
    if (known !== undefined) {
      // The last in the map is the one asked for last.
      scorers.delete(folder);
      scorers.set(folder, known);
      return known;
    }
    const opening = createScorer({ modelDir: folder });
    scorers.set(folder, opening);
    opening.catch(() => scorers.delete(folder));
    await closeOldest(scorers, folder);
    return opening;
  };
  const openDefaultScorer = async () => {
    try {
      const { manifest } = await openScorer();
      scorerStatus = { state: "ready", model: `${manifest.name}@${manifest.version}`, reason: null };
    } catch (error) {
      scorerStatus = { state: "off", model: null, reason: messageOf(error) };
    }
  };

  return {
    verifier: openVerifier,
    scorer: openScorer,
    warm: () => {
      openVerifier().catch((error) => logger.warn({ reason: messageOf(error) }, "the sandbox did not start"));
      void openDefaultScorer();
    },
    status: () => ({ verifier: verifierStatus, scorer: scorerStatus }),
    close: async () => {
      const opened = [verifier, ...scorers.values()];
      for (const each of opened) await each?.then((engine) => engine.close()).catch(() => {});
    },
  };
}

const nothing = { state: "off", provider: null, interpreter: null, checks: [] } satisfies Partial<
  LiveStatus["verifier"]
>;

async function closeOldest(scorers: Map<string, Promise<Scorer>>, keep: string): Promise<void> {
  const [oldest] = [...scorers.keys()].filter((folder) => folder !== keep);
  if (scorers.size <= maxScorers || oldest === undefined) return;
  const closing = scorers.get(oldest);
  scorers.delete(oldest);
  await closing?.then((scorer) => scorer.close()).catch(() => {});
}
