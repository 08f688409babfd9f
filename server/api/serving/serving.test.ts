import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { normalizeSource, splitLines } from "#server/core/lines";
import type { LiveClient } from "#server/live/index";
import { openApiDocument } from "./openapi";
import { scoreForOpenRlhf } from "./openrlhf";
import { maxBodyBytes, readJson } from "./read-json";
import { type ScoreContext, scoreBody } from "./score-programs";
import { rewardOptionsSchema, scoreBodySchema } from "./score-schema";
import { poolScores } from "./vllm-pooling";

type Asked = Parameters<LiveClient["scorePrograms"]>[0];
const asked: Asked[] = [];

/** Stands for the worker: a line scores one over its length plus one, and what it was asked is kept. */
const context: ScoreContext = {
  live: {
    scorePrograms: async (request) => {
      asked.push(request);
      return {
        model: {
          name: "m",
          version: "1",
          digest: "d",
          calibrationDigest: "c",
          calibrated: true,
          threshold: 0.5,
          aggregate: "min",
          inSample: [{ dataset: "mbpp", splits: ["train"] }],
        },
        programs: request.programs.map(({ code }) => {
          const lines = splitLines(normalizeSource(code));
          const scores = [...lines.map((line) => (line === "" ? null : 1 / (line.length + 1))), 0.5];
          const rewards = request.credit === undefined ? null : scores;
          return { scores, rewards, firstError: 1, aggregate: scores[0] ?? null, tokens: 9, windows: 1 };
        }),
      };
    },
  },
  modelFolder: async (name) => {
    if (name === undefined) return undefined;
    throw new AppError("not-found", `There is no model "${name}".`);
  },
  problem: async (id) => ({ statement: `problem ${id}`, names: ["Mine", "mbpp"], split: "train", key: "1" }),
};
const signal = new AbortController().signal;
const options = rewardOptionsSchema.parse({});
const score = (body: z.input<typeof scoreBodySchema>) =>
  scoreBody(context, scoreBodySchema.parse(body), signal);

describe("POST /api/v1/score", () => {
  it("gives lines with their spans, in the order of the programs", async () => {
    const answer = await score({ prompt: "p", programs: [{ id: "a", code: "x\r\nyy\r\n" }, { code: "z" }] });
    expect(answer.programs.map(({ id }) => id)).toEqual(["a", undefined]);
    expect(answer.programs[0]?.lines).toEqual([
      { line: 1, start: 0, end: 1, score: 1 / 2 },
      { line: 2, start: 3, end: 5, score: 1 / 3 },
    ]);
    expect(answer.programs[0]?.end_of_program).toEqual({ score: 0.5 });
    expect(answer).toMatchObject({ model: { calibration_digest: "c" }, aggregate: "min", in_sample: null });
  });

  it("finds the program in a reply, and gives spans of the reply", async () => {
    const response = "é 😀:\n```python\nabc\n```\n";
    const { programs } = await score({ programs: [{ response }] });
    expect(programs[0]).toMatchObject({ fenced: true, lines: [{ line: 1, score: 1 / 4 }] });
    const span = programs[0]?.lines[0];
    expect(Array.from(response).slice(span?.start, span?.end).join("")).toBe("abc");
  });

  it("takes the statement of a problem, and says when the model was trained on it", async () => {
    const answer = await score({ problem: 7, programs: [{ code: "x" }, { code: "x", prompt: "own" }] });
    expect(answer.in_sample).toBe(true);
    expect(asked.at(-1)?.programs.map(({ statement }) => statement)).toEqual(["problem 7", "own"]);
  });

  it("passes on how scores become rewards, and adds rewards up", async () => {
    const answer = await score({
      programs: [{ code: "x\n\ny" }],
      credit: "min",
      divide_by_length: true,
      comments_neutral: false,
      aggregate: "product",
    });
    expect(asked.at(-1)).toMatchObject({
      credit: { form: "min", temperature: 0.1, divideByLength: true },
      programs: [{ neutralLines: "score", aggregate: "product" }],
    });
    expect(answer.programs[0]?.reward).toBeCloseTo(0.5 + 0.5 + 0.5);
    expect(answer.programs[0]?.lines[1]?.reward).toBeNull();
  });

  it.each([
    ["neither code nor response", { programs: [{}] }],
    ["both", { programs: [{ code: "", response: "" }] }],
    ["problem and prompt", { problem: 1, prompt: "", programs: [{ code: "" }] }],
    ["no program", { programs: [] }],
    ["too many programs", { programs: Array(1025).fill({ code: "" }) }],
    ["a long program", { programs: [{ code: "x".repeat(200_001) }] }],
    ["an unknown option", { programs: [{ code: "" }], agregate: "min" }],
  ])("refuses %s", (_, body) => {
    expect(scoreBodySchema.safeParse(body).success).toBe(false);
  });

  it.each([
    ["characters", { code: "x".repeat(200_000) }, 6],
    ["lines", { code: "\n".repeat(20_001) }, 3],
  ])("refuses too many %s in all", async (what, program, count) => {
    await expect(score({ programs: Array(count).fill(program) })).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining(what),
    });
  });

  it("knows registered models only", async () => {
    await expect(score({ model: "none", programs: [{ code: "" }] })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("adapters", () => {
  it("OpenRLHF: a number a query, whose prompt is cut off", async () => {
    const body = {
      query: ["P1```\nxx\n```", "P2", "other"],
      prompts: ["P1", "P2", "P3"],
      labels: ["", "", ""],
    };
    const answer = await scoreForOpenRlhf(context, body, options, signal);
    expect(asked.at(-1)?.programs.map(({ code }) => code)).toEqual(["xx\n", "", "other"]);
    expect(answer.rewards).toEqual([1 / 3, 0, 1 / 6]);
    expect(answer.scores).toEqual(answer.rewards);
    expect(answer.extra_logs).toEqual({ first_error: [1, 1, 1], lines: [1, 1, 1], fenced: [1, 0, 0] });
  });

  it("OpenRLHF: rewards are sums of line rewards where credit is asked for", async () => {
    const withCredit = rewardOptionsSchema.parse({ credit: "sum" });
    const answer = await scoreForOpenRlhf(context, { query: ["x\ny"] }, withCredit, signal);
    expect(answer.rewards).toEqual([1.5]);
    expect(answer.scores).toEqual([0.5]);
  });

  it("vLLM: a row for each step, of the model's own text or of a reply", async () => {
    const input = ["<|problem|>P<|code|>ab\n\nc\n<|end_of_program|>\n", "```\nx\n```"];
    const answer = await poolScores(context, { model: "any", input }, options, signal);
    expect(asked.at(-1)?.programs).toMatchObject([
      { statement: "P", code: "ab\n\nc\n", neutralLines: "score" },
      { statement: "", code: "x\n" },
    ]);
    expect(answer.data).toEqual([
      { index: 0, object: "pooling", data: [[1 / 3], [1 / 2], [0.5]], lines: [1, 3, 4] },
      { index: 1, object: "pooling", data: [[1 / 2], [0.5]], lines: [1, 2] },
    ]);
  });
});

describe("the OpenAPI document", () => {
  const document = openApiDocument();

  it("describes what is really answered", async () => {
    const answers = {
      "/api/v1/score": await score({
        programs: [{ id: 1, code: "x\n\ny" }, { response: "z" }],
        credit: "sum",
      }),
      "/api/v1/adapters/openrlhf": await scoreForOpenRlhf(context, { query: ["x"] }, options, signal),
      "/api/v1/adapters/vllm/pooling": await poolScores(context, { input: "x" }, options, signal),
    };
    expect(Object.keys(document.paths)).toEqual(Object.keys(answers));
    for (const [path, answer] of Object.entries(answers)) {
      const { schema } = Object(document.paths)[path].post.responses[200].content["application/json"];
      const described = z.fromJSONSchema(schema, { defaultTarget: "openapi-3.0" });
      expect(described.safeParse(JSON.parse(JSON.stringify(answer))).error).toBeUndefined();
      expect(described.safeParse({}).success, "an empty answer").toBe(false);
    }
  });

  it("stands by itself", () => {
    expect(JSON.stringify(document).includes("$ref")).toBe(false);
  });
});

describe("readJson", () => {
  const post = (body: string) => new Request("http://x", { method: "POST", body });

  it.each([
    ["no JSON", "{", /not JSON/],
    ["another shape", "[]", /expected object/i],
    ["a body without end", "x".repeat(maxBodyBytes + 1), /bytes are not taken/],
  ])("refuses %s", async (_, body, message) => {
    await expect(readJson(post(body), z.object({}))).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringMatching(message),
    });
  });
});
