import { z } from "zod";
import { sharedDatabase } from "#db/shared";
import { AppError } from "#server/core/errors";
import { ruleIdSchema, splitSchema } from "#server/core/vocabulary";
import { getDataset } from "#server/datasets/index";
import { exportDataset } from "#server/export/index";
import { type ExportManifest, type ExportOptions, exportFormats } from "#server/export/schema";
import { writtenStream } from "./written-stream";

const querySchema = z.object({
  datasetId: z.coerce.number().pipe(z.int32()),
  format: z.enum(exportFormats).default("trl-stepwise"),
  rule: ruleIdSchema.optional(),
  splits: z.array(splitSchema),
});

/** The export that an address asks for: `?format=&rule=&split=train&split=…`. */
function optionsOf(datasetId: string, query: URLSearchParams): ExportOptions {
  const parsed = querySchema.safeParse({
    datasetId,
    format: query.get("format") ?? undefined,
    rule: query.get("rule") ?? undefined,
    splits: query.getAll("split").flatMap((value) => value.split(",")),
  });
  if (!parsed.success) throw new AppError("invalid-input", z.prettifyError(parsed.error));
  return parsed.data;
}

/** The rows as an attachment that is made while it is read: a slow reader slows the export, memory stays the same. */
export async function exportDownload(datasetId: string, query: URLSearchParams): Promise<Response> {
  const options = optionsOf(datasetId, query);
  const { db } = await sharedDatabase();
  const { name } = await getDataset(db, options.datasetId);
  const rows = writtenStream((write, signal) => exportDataset(db, options, write, { signal }));
  const file = `${name.replace(/[^\w.-]+/g, "-")}.${options.format}.jsonl`;
  return new Response(rows, {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": `attachment; filename="${file}"`,
      "cache-control": "no-store",
    },
  });
}

/** The manifest of the same rows, made by making them. */
export async function exportManifest(datasetId: string, query: URLSearchParams): Promise<ExportManifest> {
  const { db } = await sharedDatabase();
  return exportDataset(db, optionsOf(datasetId, query), () => {}, { keepSnapshot: false });
}
