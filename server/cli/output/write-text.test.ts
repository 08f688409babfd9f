import { Writable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { endQuietlyWhenClosed, handleWriteErrors, writeText } from "./write-text";

/** A pipe whose reader has gone. */
function closedPipe(code: string): Writable {
  const output = new Writable({
    highWaterMark: 4,
    write: (_chunk, _encoding, done) => done(Object.assign(new Error("write failed"), { code })),
  });
  handleWriteErrors(output);
  return output;
}

async function writeMuch(output: Writable): Promise<string> {
  for (let row = 0; row < 100; row += 1) {
    await writeText(output, "a row\n");
    await turn();
  }
  return "all";
}

test("a command that writes to a closed pipe ends quietly", async () => {
  expect(await endQuietlyWhenClosed(() => writeMuch(closedPipe("EPIPE")))).toBeNull();
});

test("a broken connection elsewhere is an error", async () => {
  const broken = Object.assign(new Error("the database went"), { code: "EPIPE" });
  await expect(endQuietlyWhenClosed(() => Promise.reject(broken))).rejects.toThrow("the database went");
});

test("a full disk is an error", async () => {
  await expect(endQuietlyWhenClosed(() => writeMuch(closedPipe("ENOSPC")))).rejects.toThrow("write failed");
});

test("what is read is written whole", async () => {
  const output = new Writable({ highWaterMark: 4, write: (_chunk, _encoding, done) => done() });
  expect(await endQuietlyWhenClosed(() => writeMuch(output))).toBe("all");
});
