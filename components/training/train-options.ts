/** What a training run is asked for, as its dialog holds it. */
export type TrainFields = { minutes: string; folds: string; from: "active" | "scratch" };

export const firstFields: TrainFields = { minutes: "10", folds: "3", from: "active" };

export const maxMinutes = 1_440;
export const maxFolds = 20;

export type TrainProblems = { minutes: string | null; folds: string | null };

/** What is wrong with what was entered, in words; null for what is not. */
export function problemsOf({ minutes, folds }: TrainFields): TrainProblems {
  const time = Number(minutes);
  const count = Number(folds);
  return {
    minutes:
      minutes.trim() === "" || !Number.isFinite(time) || time <= 0 || time > maxMinutes
        ? `More than 0 and at most ${maxMinutes} minutes.`
        : null,
    folds:
      folds.trim() === "" || !Number.isInteger(count) || count < 0 || count === 1 || count > maxFolds
        ? `0 for none, or 2 to ${maxFolds}.`
        : null,
  };
}
