import { expect, it } from "vitest";
import { isInSample } from "./schema";

const seen = [{ dataset: "seeded", splits: ["train"], held_out: ["7"] }];

it.each([
  [["SEEDED", ""], "train", "1", true],
  [["mine", "seeded"], "train", "1", true],
  [["Seeded", ""], "test", "1", false],
  [["other", ""], "train", "1", false],
  [["seeded", ""], "train", "7", false],
] as const)(
  "%j, %s, problem %s: in-sample %s, by the dataset's name or the format it came in",
  (names, split, key, wanted) => {
    expect(isInSample(seen, { names, split, key })).toBe(wanted);
  },
);
