import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { type FilterOptions, runFilter } from "./filter";

const schema = z.looseObject({ id: z.number() });
type Row = z.infer<typeof schema>;

async function run(lines: string, process: FilterOptions<Row>["process"], concurrency = 4) {
  const output = new PassThrough();
  const messages = new PassThrough();
  const written = text(output);
  const code = await runFilter({
    schema,
    concurrency,
    process,
    summary: () => "done",
    streams: { input: Readable.from([Buffer.from(lines)]), output, messages },
  });
  output.end();
  messages.end();
  const rows = (await written)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { code, rows, messages: await text(messages) };
}

test("keeps the order of rows when later ones finish first", async () => {
  const { rows, code } = await run('{"id":30}\n{"id":1}\n{"id":10}', async (row) => {
    await sleep(row.id);
    return [row];
  });
  expect(rows.map((row) => row.id)).toEqual([30, 1, 10]);
  expect(code).toBe(0);
});

test("emits a failing row with its fields and the error, and goes on", async () => {
  const { rows, code } = await run('{"id":1,"x":"kept"}\n{"id":2}\n', async (row) => {
    if (row.id === 1) throw new Error("cannot");
    return [{ ...row, ok: true }];
  });
  expect(rows).toEqual([
    { id: 1, x: "kept", error: "line 1: cannot" },
    { id: 2, ok: true },
  ]);
  expect(code).toBe(1);
});

test("names the line of rows that are no JSON, no object or not of the schema", async () => {
  const { rows } = await run('nonsense\n\n[1]\n{"id":"x","y":1}', async (row) => [row]);
  expect(rows[0].error).toMatch(/^line 1: /);
  expect(rows[1].error).toMatch(/^line 3: /);
  expect(rows[2]).toMatchObject({ id: "x", y: 1, error: expect.stringMatching(/^line 4: "id": /) });
});

test("passes on a row that an earlier filter failed on, as it is, and still fails", async () => {
  const { rows, code } = await run(
    '{"error":"line 1: no JSON"}\n{"id":1,"error":"line 2: no"}\n{"id":2}',
    async (row) => [{ ...row, seen: true }],
  );
  expect(rows).toEqual([{ error: "line 1: no JSON" }, { id: 1, error: "line 2: no" }, { id: 2, seen: true }]);
  expect(code).toBe(1);
});

test("does not take an empty error for one", async () => {
  const { rows, code } = await run('{"id":1,"error":null}', async (row) => [{ ...row, seen: true }]);
  expect(rows).toEqual([{ id: 1, error: null, seen: true }]);
  expect(code).toBe(0);
});

test("never has more rows in work than its concurrency", async () => {
  let inWork = 0;
  let most = 0;
  const input = Array.from({ length: 20 }, (_, id) => JSON.stringify({ id })).join("\n");
  await run(
    input,
    async (row) => {
      inWork += 1;
      most = Math.max(most, inWork);
      await sleep(1);
      inWork -= 1;
      return [row];
    },
    3,
  );
  expect(most).toBe(3);
});

test("writes the summary apart from the rows", async () => {
  const { rows, messages } = await run('{"id":1}', async (row) => [row, row]);
  expect(rows).toHaveLength(2);
  expect(messages).toBe("done\n");
});

test("reads a character that is cut between two chunks", async () => {
  const bytes = Buffer.from('{"id":1,"s":"é"}\r\n');
  const cut = bytes.indexOf(0xa9);
  const output = new PassThrough();
  const written = text(output);
  await runFilter({
    schema,
    concurrency: 1,
    process: async (row) => [row],
    summary: () => "",
    streams: {
      input: Readable.from([bytes.subarray(0, cut), bytes.subarray(cut)]),
      output,
      messages: new PassThrough(),
    },
  });
  output.end();
  expect(JSON.parse(await written)).toEqual({ id: 1, s: "é" });
});
