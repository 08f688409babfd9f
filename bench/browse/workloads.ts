import type { Db } from "#db/client";
import { verdicts } from "#server/core/vocabulary";
import { encodeCursor, getFacets, listProblems } from "#server/datasets/index";
import { problemFilterSchema, problemPageInputSchema } from "#server/datasets/schema";
import { getProblem, getProgram, listAudit } from "#server/labels/index";
import { auditInputSchema } from "#server/labels/schema";

export type Workload = { name: string; call: (random: () => number) => Promise<unknown> };

type Made = { problems: number; words: readonly string[] };

/** What a person's clicks ask of the database, through the functions that the API calls. */
export function workloads(db: Db, { problems, words }: Made): Workload[] {
  const pick = <T>(random: () => number, list: readonly T[], fallback: T): T =>
    list[Math.floor(random() * list.length)] ?? fallback;
  const anywhere = (random: () => number) => 1 + Math.floor(random() * problems);
  const word = (random: () => number) => pick(random, words, "list");
  const filter = (random: () => number) => ({
    datasetId: 1,
    verdicts: random() < 0.4 ? [pick(random, verdicts, "passed")] : [],
    splits: random() < 0.3 ? (["test"] as const).slice() : [],
  });
  return [
    {
      name: "list page",
      call: (random) => {
        const sort = random() < 0.5 ? "key" : "suspicion";
        const position = sort === "key" ? [anywhere(random)] : [-random(), anywhere(random)];
        const cursor = encodeCursor(position);
        return listProblems(db, problemPageInputSchema.parse({ ...filter(random), sort, cursor }));
      },
    },
    {
      name: "search",
      call: (random) => {
        const search = random() < 0.5 ? word(random) : `${word(random)} ${word(random).slice(0, 3)}`;
        const sort = random() < 0.8 ? "key" : "suspicion";
        return listProblems(db, problemPageInputSchema.parse({ datasetId: 1, search, sort }));
      },
    },
    { name: "facets", call: (random) => getFacets(db, problemFilterSchema.parse(filter(random))) },
    {
      name: "facets of a search",
      call: (random) => getFacets(db, problemFilterSchema.parse({ datasetId: 1, search: word(random) })),
    },
    {
      name: "list page of an operator",
      call: (random) => {
        const cursor = encodeCursor([anywhere(random)]);
        const wanted = { ...filter(random), operators: [`operator-${Math.floor(random() * 12)}`] };
        return listProblems(db, problemPageInputSchema.parse({ ...wanted, cursor }));
      },
    },
    {
      name: "facets of an operator",
      call: (random) => {
        const wanted = { ...filter(random), operators: [`operator-${Math.floor(random() * 12)}`] };
        return getFacets(db, problemFilterSchema.parse(wanted));
      },
    },
    {
      name: "problem open",
      call: async (random) => {
        const problem = await getProblem(db, anywhere(random));
        const mutant = pick(random, problem.mutants, problem.mutants[0]);
        return Promise.all([getProgram(db, problem.referenceId ?? 0), getProgram(db, mutant?.id ?? 0)]);
      },
    },
    {
      name: "audit list",
      call: (random) => {
        const reason = pick(random, ["survived", "not-executed", "timeout", null] as const, null);
        const deep = random() < 0.5;
        const cursor = deep ? encodeCursor([-0.5, anywhere(random) * 20, 1]) : null;
        return listAudit(db, auditInputSchema.parse({ datasetId: 1, reason, cursor }));
      },
    },
  ];
}
