import { expect, it } from "vitest";
import { isInSample } from "./schema";

const seen = [{ dataset: "seeded", splits: ["train"] }];

it.each([
  [["SEEDED", ""], "train", true],
  [["mine", "seeded"], "train", true],
  [["Seeded", ""], "test", false],
  [["other", ""], "train", false],
] as const)(
  "%j, %s: in-sample %s, by the dataset's name or the format its problem came in",
  (names, split, wanted) => {
    expect(isInSample(seen, { names, split })).toBe(wanted);
  },
);
