import { type SuspicionReason, suspicionReasonSchema } from "#server/core/vocabulary";
import { type MutantFilter, mutantFilterSchema, noFilter } from "../evidence/mutant-filter";

/** Where one is on the problem page: all of it stands in the URL. */
export type ProblemLocation = {
  datasetId: number;
  problemId: number;
  /** Program id of the shown mutant; null shows the reference. */
  mutant: number | null;
  line: number | null;
  /** The audit list one walks through, "all" for every reason; null outside of an audit. */
  audit: SuspicionReason | "all" | null;
  filter: MutantFilter;
  /** The kill matrix stands in the drawer's place. */
  matrix: boolean;
};

const pathPattern = /^\/datasets\/(\d+)\/problems\/(\d+)\/?$/;

function positive(text: string | null): number | null {
  return text !== null && /^[1-9]\d*$/.test(text) ? Number(text) : null;
}

/** Reads a URL; null where it is no problem's. What makes no sense in it is left out. */
export function parseProblemLocation(
  pathname: string,
  search: { get: (name: string) => string | null },
): ProblemLocation | null {
  const match = pathPattern.exec(pathname);
  const datasetId = positive(match?.[1] ?? null);
  const problemId = positive(match?.[2] ?? null);
  if (datasetId === null || problemId === null) return null;
  const audit = search.get("audit");
  const reason = suspicionReasonSchema.safeParse(audit);
  const filter = mutantFilterSchema.safeParse({
    scope: search.get("mutants") ?? undefined,
    verdict: search.get("verdict") ?? undefined,
    intent: search.get("intent") ?? undefined,
    label: search.get("label") ?? undefined,
    operator: search.get("operator") ?? undefined,
  });
  return {
    datasetId,
    problemId,
    mutant: positive(search.get("mutant")),
    line: positive(search.get("line")),
    audit: reason.success ? reason.data : audit === "all" ? "all" : null,
    filter: filter.success ? filter.data : noFilter,
    matrix: search.get("view") === "matrix",
  };
}

export function problemHref(
  place: Pick<ProblemLocation, "datasetId" | "problemId"> & Partial<ProblemLocation>,
) {
  const query = new URLSearchParams();
  if (place.mutant) query.set("mutant", String(place.mutant));
  if (place.line) query.set("line", String(place.line));
  if (place.audit) query.set("audit", place.audit);
  if (place.filter) {
    if (place.filter.scope !== noFilter.scope) query.set("mutants", place.filter.scope);
    if (place.filter.verdict !== null) query.set("verdict", place.filter.verdict);
    if (place.filter.intent !== null) query.set("intent", place.filter.intent);
    if (place.filter.label !== null) query.set("label", place.filter.label);
    if (place.filter.operator !== null) query.set("operator", place.filter.operator);
  }
  if (place.matrix) query.set("view", "matrix");
  const text = query.toString();
  return `/datasets/${place.datasetId}/problems/${place.problemId}${text === "" ? "" : `?${text}`}`;
}
