import type { RuleId, Split } from "#server/core/vocabulary";
import type { ExportFormat } from "#server/export/schema";

export type ExportChoice = {
  datasetId: number;
  format: ExportFormat;
  rule: RuleId;
  /** Empty: every split. */
  splits: Split[];
};

function query({ format, rule, splits }: ExportChoice): string {
  const parameters = new URLSearchParams({ format, rule });
  for (const split of splits) parameters.append("split", split);
  return parameters.toString();
}

/** Where the rows come from, as an attachment that is made while it is read. */
export function exportUrl(choice: ExportChoice): string {
  return `/api/v1/datasets/${choice.datasetId}/export?${query(choice)}`;
}

/** Counts, digest, versions and filters of the same rows. */
export function manifestUrl(choice: ExportChoice): string {
  return `/api/v1/datasets/${choice.datasetId}/export/manifest?${query(choice)}`;
}
