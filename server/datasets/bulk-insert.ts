import { getTableColumns, type InferInsertModel, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "#db/client";
import { AppError, messageOf } from "#server/core/errors";

/**
 * Inserts many rows in one statement with one parameter, a JSON array that PostgreSQL takes apart. A tenth of the
 * client's time of a multi-row VALUES, and without its limit of 65,535 parameters. Ids may be given. Columns are those
 * of the first row: every row must have the same. Text is made storable first (`storable`).
 */
export async function bulkInsert<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly InferInsertModel<T>[],
  options: { onConflictDoNothing?: boolean } = {},
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in first);
  const names = columns.map(([key]) => `"${toSnakeCase(key)}"`).join(", ");
  const fields = columns.map(([key]) => `"${key}"`).join(", ");
  const types = columns.map(([key, column]) => `"${key}" ${column.getSQLType()}`).join(", ");
  const { name } = getTableConfig(table);
  const conflict = options.onConflictDoNothing === true ? sql`on conflict do nothing` : sql``;
  try {
    await tx.execute(sql`
      insert into ${sql.identifier(name)} (${sql.raw(names)}) overriding system value
      select ${sql.raw(fields)} from json_to_recordset(${JSON.stringify(rows, toStorable)}::json) as rows (${sql.raw(types)})
      ${conflict}`);
  } catch (error) {
    // The driver's own error repeats the parameter, which here is megabytes of other people's data.
    const cause = error instanceof Error ? error.cause : undefined;
    throw new AppError("internal", `Rows could not be written to ${name}: ${messageOf(cause ?? "refused")}`);
  }
}

function toStorable(this: unknown, _key: string, value: unknown): unknown {
  if (typeof value === "string") return storable(value);
  if (isSerializedBuffer(value)) return `\\x${Buffer.from(value.data).toString("hex")}`;
  return value;
}

/** What JSON.stringify makes of a Buffer before its replacer sees it. */
function isSerializedBuffer(value: unknown): value is { type: "Buffer"; data: number[] } {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    value.type === "Buffer" &&
    "data" in value &&
    Array.isArray(value.data)
  );
}

/** PostgreSQL's text holds neither NUL nor half a surrogate pair; what programs print may hold both. */
export function storable(text: string): string {
  return text.replaceAll("\0", "\u2400").replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Takes `count` ids from the sequence of a table's `id` column, so that rows that name each other go in once. */
export async function takeIds(tx: Tx, table: PgTable, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { name } = getTableConfig(table);
  const answer = await tx.execute<{ id: string }>(
    sql`select nextval(pg_get_serial_sequence(${name}, 'id')) as id from generate_series(1, ${count}::int)`,
  );
  return answer.rows.map((row) => Number(row.id));
}
