import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { splits, suspicionReasons, verdicts } from "#server/core/vocabulary";
import { type ProblemFilter, problemSorts } from "#server/datasets/schema";

const parsers = {
  q: parseAsString.withDefault(""),
  verdict: parseAsArrayOf(parseAsStringLiteral(verdicts)).withDefault([]),
  reason: parseAsArrayOf(parseAsStringLiteral(suspicionReasons)).withDefault([]),
  split: parseAsArrayOf(parseAsStringLiteral(splits)).withDefault([]),
  operator: parseAsArrayOf(parseAsString).withDefault([]),
  /** In percent. */
  weaker: parseAsInteger,
  sort: parseAsStringLiteral(problemSorts).withDefault("key"),
};

export type FacetName = "verdict" | "reason" | "split";
export type ProblemSort = (typeof problemSorts)[number];

/** What the problems table is narrowed to and sorted by. It lives in the URL, so that it can be sent and gone back to. */
export function useProblemFilters(datasetId: number) {
  const [state, setState] = useQueryStates(parsers, { history: "replace", scroll: false });
  const filter: ProblemFilter = useMemo(
    () => ({
      datasetId,
      search: state.q,
      verdicts: state.verdict,
      reasons: state.reason,
      splits: state.split,
      operators: state.operator,
      strengthBelow: state.weaker === null ? null : Math.min(100, Math.max(0, state.weaker)) / 100,
    }),
    [datasetId, state],
  );
  const narrowed =
    state.q !== "" ||
    state.weaker !== null ||
    [state.verdict, state.reason, state.split, state.operator].some((chosen) => chosen.length > 0);
  return {
    filter,
    sort: state.sort,
    narrowed,
    setSearch: (q: string) => void setState({ q: q === "" ? null : q }),
    setSort: (sort: ProblemSort) => void setState({ sort: sort === "key" ? null : sort }),
    setVerdicts: (verdict: typeof state.verdict) =>
      void setState({ verdict: verdict.length > 0 ? verdict : null }),
    setReasons: (reason: typeof state.reason) => void setState({ reason: reason.length > 0 ? reason : null }),
    setSplits: (split: typeof state.split) => void setState({ split: split.length > 0 ? split : null }),
    setOperators: (operator: string[]) => void setState({ operator: operator.length > 0 ? operator : null }),
    setWeaker: (weaker: number | null) => void setState({ weaker }),
    clear: () =>
      void setState({ weaker: null, q: null, verdict: null, reason: null, split: null, operator: null }),
  };
}

export type ProblemFilters = ReturnType<typeof useProblemFilters>;

/** The list with the value taken out or put in. */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}
