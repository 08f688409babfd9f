import { expect, it } from "vitest";
import { writtenStream } from "./written-stream";

/** A maker that never stops writing, and how it ended. */
function endless() {
  let written = 0;
  let ended: (reason: unknown) => void = () => {};
  const end = new Promise<unknown>((resolve) => {
    ended = resolve;
  });
  const make = async (write: (text: string) => Promise<void>) => {
    try {
      for (;;) {
        await write("row\n");
        written += 1;
      }
    } catch (error) {
      ended(error);
      throw error;
    }
  };
  return { make, end, written: () => written };
}

it("hands over what is written, and an end", async () => {
  const stream = writtenStream(async (write) => {
    await write("a\n");
    await write("b\n");
  });
  expect(await new Response(stream).text()).toBe("a\nb\n");
});

it("lets go of its maker when the reader takes nothing more", async () => {
  const { make, end, written } = endless();
  const reader = writtenStream(make, 50).getReader();
  await reader.read();
  await expect(end).resolves.toMatchObject({
    code: "cancelled",
    message: expect.stringMatching(/took nothing/),
  });
  expect(written()).toBeLessThan(5);
  await expect(reader.read()).rejects.toMatchObject({ code: "cancelled" });
});

it("lets go of its maker when the reader goes away", async () => {
  const { make, end } = endless();
  const reader = writtenStream(make).getReader();
  await reader.read();
  await reader.cancel(new Error("gone"));
  await expect(end).resolves.toBeDefined();
});

it("breaks off when making fails", async () => {
  const stream = writtenStream(async (write) => {
    await write("a\n");
    throw new Error("broken");
  });
  await expect(new Response(stream).text()).rejects.toThrow("broken");
});
