import { existsSync } from "node:fs";
import { repoPath } from "#server/core/paths";
import { askPython } from "./ask-python";
import { type Fault, loadFaults } from "./faults";
import { type Covered, findMakers } from "./find-makers";
import { candidatesOf, median, percent, table, tally } from "./report";
import { weightsOf } from "./weights";

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const halves = ["even", "odd"] as const;

/**
 * `bench realism [--even] [--weights] [--examples n]`: how many real faults some operator makes, exactly. `--even` leaves
 * the odd half alone, for work on operators; `--weights` prints what `server/mutation/weights.ts` holds.
 */
export async function run(args: string[]): Promise<void> {
  const folder = repoPath("..", "shared", "data");
  if (!existsSync(folder)) {
    say(`no faults to compare with: ${folder} is absent`);
    return;
  }
  const { faults, census } = loadFaults(folder);
  say(
    `${table(
      ["dataset", "pairs", "does not parse", "same tree", "several hunks", "one hunk"],
      census.map(({ dataset, pairs, syntax, same, hunks }) => [
        dataset,
        pairs,
        syntax,
        same,
        hunks,
        pairs - syntax - same - hunks,
      ]),
    )}\n`,
  );
  const covered = findMakers(faults.filter(({ half }) => half === "even" || !args.includes("--even")));
  const groups = census.flatMap(({ dataset }) =>
    halves.map((half) => ({
      dataset,
      half,
      own: covered.filter(({ fault }) => fault.dataset === dataset && fault.half === half),
    })),
  );
  reportCoverage(groups.filter(({ own }) => own.length > 0));
  reportOperators(covered);
  const examples = args.includes("--examples") ? Number(args[args.indexOf("--examples") + 1]) : 0;
  reportUncovered(covered, examples);
  if (args.includes("--weights")) {
    const real = covered.filter(({ fault }) => fault.dataset === "condefects" && fault.half === "even");
    say(
      weightsOf(real)
        .map(([id, weight]) => `  "${id}": ${weight},`)
        .join("\n"),
    );
  }
}

type Group = { dataset: string; half: string; own: readonly Covered[] };

function reportCoverage(groups: readonly Group[]): void {
  const rows = groups.map(({ dataset, half, own }) => {
    const made = own.filter(({ operator }) => operator !== null).length;
    const line = {
      bench: "realism",
      workload: `${dataset} ${half}`,
      ours: percent(made, own.length),
      peer: null,
      ratio: null,
      unit: "% of one-hunk faults",
      n: own.length,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    const candidates = own.map(candidatesOf);
    const mean = candidates.reduce((sum, each) => sum + each, 0) / own.length;
    return [dataset, half, own.length, made, percent(made, own.length), median(candidates), Math.round(mean)];
  });
  say(`${table(["dataset", "half", "faults", "made", "%", "candidates a program, median", "mean"], rows)}\n`);
}

function reportOperators(covered: readonly Covered[]): void {
  const ids = new Set(covered.flatMap(({ offers }) => [...offers.keys()]));
  const made = (id: string, dataset: string, half: string): number =>
    covered.filter(
      ({ operator, fault }) => operator === id && fault.dataset === dataset && fault.half === half,
    ).length;
  const rows = [...ids].map((id) => {
    const offered = covered.reduce((sum, { offers }) => sum + (offers.get(id)?.candidates ?? 0), 0);
    return [
      id,
      ...["condefects", "debugbench"].flatMap((dataset) => halves.map((half) => made(id, dataset, half))),
      Math.round((10 * offered) / covered.length) / 10,
    ];
  });
  const total = (row: readonly (string | number)[]): number =>
    row.slice(1, 5).reduce<number>((sum, cell) => sum + Number(cell), 0);
  rows.sort((a, b) => total(b) - total(a));
  const head = ["operator", "condefects even", "odd", "debugbench even", "odd", "candidates a program"];
  say(`${table(head, rows)}\n`);
}

/** The even half's faults that no operator makes, by kind. */
function reportUncovered(covered: readonly Covered[], examples: number): void {
  const left = covered.filter(({ operator, fault }) => operator === null && fault.half === "even");
  const kinds = askPython(left.map(({ fault }) => ["kind", fault.right, fault.wrong])).map(String);
  const counts = tally(kinds).map(([kind, count]) => {
    const real = left.filter(({ fault }, at) => kinds[at] === kind && fault.dataset === "condefects").length;
    return [kind, real, count - real];
  });
  say(`${table(["not made: kind", "condefects even", "debugbench even"], counts.slice(0, 40))}\n`);
  for (const [kind] of examples > 0 ? counts : []) {
    const some = left.filter((_, at) => kinds[at] === kind).slice(0, examples);
    say(`${kind}\n${some.map(({ fault }) => shown(fault)).join("\n")}`);
  }
}

function shown({ right, wrong, hunk }: Fault): string {
  const cut = (text: string, from: number, to: number): string =>
    text
      .split("\n")
      .slice(from - 1, to - 1)
      .map((line) => line.trim().slice(0, 100))
      .slice(0, 4)
      .join(" ¶ ");
  return `    ${cut(right, hunk.parentFrom, hunk.parentTo)}\n ->  ${cut(wrong, hunk.from, hunk.to)}`;
}
