import { AppError } from "#server/core/errors";
import { maxCharacters, maxPrograms, type ScorePrograms } from "#server/prm/schema";

const defaultLimits = { programs: 2 * maxPrograms, characters: 2 * maxCharacters };
/** Before anything was measured. */
const firstCharactersPerS = 10_000;
const longestRetryS = 60;

/**
 * The bounded queue before the scoring threads: what is taken in is scored, what is too much is refused at once, with the
 * seconds after which half of what waits will be done. Nothing is ever refused by an empty queue.
 */
export class Admission {
  readonly #limits: typeof defaultLimits;
  #programs = 0;
  #characters = 0;
  #perS = firstCharactersPerS;

  constructor(limits = defaultLimits) {
    this.#limits = limits;
  }

  /** Does the work when there is room. Throws `unavailable` with `retryAfterS` in its detail when there is none. */
  async work<T>({ programs }: Pick<ScorePrograms, "programs">, work: () => Promise<T>): Promise<T> {
    const characters = programs.reduce((sum, { statement, code }) => sum + statement.length + code.length, 0);
    if (
      this.#programs > 0 &&
      (this.#programs + programs.length > this.#limits.programs ||
        this.#characters + characters > this.#limits.characters)
    ) {
      const waitS = Math.ceil(this.#characters / 2 / this.#perS);
      throw new AppError("unavailable", `${this.#programs} programs wait already; try again later.`, {
        detail: { retryAfterS: Math.min(longestRetryS, Math.max(1, waitS)) },
      });
    }
    this.#programs += programs.length;
    this.#characters += characters;
    const before = this.#characters;
    const start = performance.now();
    try {
      const result = await work();
      // All that waited before has been done too: the threads take programs in order.
      const seconds = (performance.now() - start) / 1000;
      if (seconds > 0) this.#perS += (before / seconds - this.#perS) / 8;
      return result;
    } finally {
      this.#programs -= programs.length;
      this.#characters -= characters;
    }
  }
}
