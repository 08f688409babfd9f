import { isCaught, type KillMatrix, type KillRow } from "./schema";

/** What each test catches, what it alone catches, and how strong all of them together are. */
export function killCounts(
  tests: readonly { ordinal: number; source: string }[],
  mutants: readonly KillRow[],
): Pick<KillMatrix, "tests" | "killed" | "killable"> {
  const counted = mutants.filter(({ verdict, equivalent }) => !equivalent && verdict !== "infra-error");
  return {
    tests: tests.map(({ ordinal, source }, at) => ({
      ordinal,
      source,
      kills: mutants.filter(({ cells }) => isCaught(cells[at])).length,
      alone: mutants.filter(({ cells }) => isCaughtAlone(cells, at)).length,
    })),
    killed: counted.filter(({ verdict }) => verdict !== "passed").length,
    killable: counted.length,
  };
}

/** Caught by this test and by no other: of each other test it has to be known. */
function isCaughtAlone(cells: KillRow["cells"], test: number): boolean {
  return cells.every((cell, at) => (at === test ? isCaught(cell) : cell === "passed"));
}
