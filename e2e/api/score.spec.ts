import { expect, test } from "@playwright/test";
import { z } from "zod";

const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.looseObject({
      post: z.looseObject({
        responses: z.record(
          z.string(),
          z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.any() })).optional() }),
        ),
      }),
    }),
  ),
});

const code = "def add(a, b):\n    # the sum\n    return a - b\n";
const bodies: Record<string, object> = {
  "/api/v1/score": {
    prompt: "Add two numbers.",
    programs: [{ id: "a", code }, { response: "no" }],
    credit: "min",
  },
  "/api/v1/adapters/openrlhf": {
    query: [`Add.${code}`, "Add."],
    prompts: ["Add.", "Add."],
    labels: ["", ""],
  },
  "/api/v1/adapters/vllm/pooling": { model: "any", input: [code, "x = 1"] },
};

test("what the scoring service answers is what its OpenAPI document says", async ({ request }) => {
  const document = documentSchema.parse(await (await request.get("/api/v1/openapi.json")).json());
  expect(Object.keys(document.paths).sort()).toEqual(Object.keys(bodies).sort());
  for (const [path, data] of Object.entries(bodies)) {
    const described = (status: number) => {
      const { schema } = document.paths[path]?.post.responses[status]?.content?.["application/json"] ?? {};
      return z.fromJSONSchema(schema, { defaultTarget: "openapi-3.0" });
    };
    const good = await request.post(path, { data });
    expect(good.status(), path).toBe(200);
    expect(described(200).safeParse(await good.json()).error).toBeUndefined();
    const bad = await request.post(path, { data: { programs: 1 } });
    expect(bad.status(), path).toBe(400);
    expect(described(400).safeParse(await bad.json()).error).toBeUndefined();
  }
});

test("lines come back with their spans, in order, and a program always scores the same", async ({
  request,
}) => {
  const programs = Array.from({ length: 12 }, (_, index) => ({
    id: index,
    code: `${code}\nx = ${index % 3}`,
  }));
  const answer = await (await request.post("/api/v1/score", { data: { prompt: "Add.", programs } })).json();
  const shape = z.object({
    programs: z.array(
      z.looseObject({
        id: z.int(),
        lines: z.array(
          z.object({ line: z.int(), start: z.int(), end: z.int(), score: z.number().nullable() }),
        ),
      }),
    ),
  });
  const scored = shape.parse(answer).programs;
  expect(scored.map(({ id }) => id)).toEqual(programs.map(({ id }) => id));
  const [first] = scored;
  expect(first?.lines.map(({ start, end }) => code.slice(start, end)).slice(0, 3)).toEqual(
    code.split("\n").slice(0, 3),
  );
  expect(first?.lines.map(({ score }) => score === null)).toEqual([false, true, false, true, false]);
  expect(scored[3]?.lines).toEqual(first?.lines);
});

test("more programs at once than the service takes are refused, not scored in part", async ({ request }) => {
  const programs = Array.from({ length: 1025 }, () => ({ code: "x = 1" }));
  const answer = await request.post("/api/v1/score", { data: { programs } });
  expect(answer.status()).toBe(400);
  expect((await answer.json()).error).toMatchObject({ code: "invalid-input", retryable: false });
});
