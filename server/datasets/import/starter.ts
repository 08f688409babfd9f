import { readStarter } from "../starter/read-starter";
import type { ReadRow } from "./import-row";

/** The problems of a starter folder, in the order of their names. */
export async function* readStarterRows(dir: string): AsyncGenerator<ReadRow> {
  for (const [index, { topics, setup, ...problem }] of (await readStarter(dir)).entries()) {
    yield { row: { ...problem, line: index + 1, format: "starter", setup: setup ?? "", extra: { topics } } };
  }
}
