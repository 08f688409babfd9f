import { z } from "zod";
import { plural } from "../ui/format";

/** The parts of a training job's result that are shown. */
export const trainResultSchema = z.object({
  modelId: z.int(),
  foldModelIds: z.array(z.int()),
  rows: z.int(),
  problems: z.int(),
  scored: z.int(),
  lines: z.int(),
  disagreeing: z.int(),
});

/** What a training job came to, fact by fact. */
export function trainedFacts(result: z.infer<typeof trainResultSchema>): string[] {
  const { rows, problems, foldModelIds, scored } = result;
  return [
    `${plural(rows, "row")} of ${plural(problems, "problem")}`,
    foldModelIds.length === 0 ? "1 model" : `1 model and ${plural(foldModelIds.length, "fold model")}`,
    `${plural(scored, "program")} scored${foldModelIds.length === 0 ? "" : " out of fold"}`,
  ];
}
