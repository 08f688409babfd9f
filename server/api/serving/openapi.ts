import { z } from "zod";
import { openRlhfAnswerSchema, openRlhfBodySchema } from "./openrlhf";
import { errorAnswerSchema, rewardOptionsSchema, scoreAnswerSchema, scoreBodySchema } from "./score-schema";
import { poolingAnswerSchema, poolingBodySchema } from "./vllm-pooling";

const json = (schema: z.ZodType, io: "input" | "output") => ({
  "application/json": { schema: z.toJSONSchema(schema, { io, target: "openapi-3.0" }) },
});

const failure = (description: string) => ({ description, content: json(errorAnswerSchema, "output") });

const failures = {
  400: failure("The request is not what it should be, or too large. Sending it again does not help."),
  401: { description: "The server asks for a token: `Authorization: Bearer …`." },
  404: failure("There is no such problem or model."),
  503: {
    ...failure("Too much waits already, or scoring is off."),
    headers: { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } },
  },
};

type Route = { summary: string; body: z.ZodType; answer: z.ZodType; parameters?: object[] };

/** Reward options as query parameters, for clients whose body is not ours to extend. */
function queryParameters(): object[] {
  return Object.entries(rewardOptionsSchema.shape).map(([name, schema]) => ({
    name,
    in: "query",
    required: false,
    description: schema.meta()?.description ?? "",
    schema: z.toJSONSchema(schema, { io: "input", target: "openapi-3.0" }),
  }));
}

const post = ({ summary, body, answer, parameters = [] }: Route) => ({
  post: {
    summary,
    parameters,
    requestBody: { required: true, content: json(body, "input") },
    responses: {
      200: { description: "Scores, in the order of the request.", content: json(answer, "output") },
      ...failures,
    },
  },
});

/** OpenAPI 3.0 of the scoring service, made of the schemas that requests are parsed with. */
export function openApiDocument() {
  return {
    openapi: "3.0.3",
    info: { title: "Linewise scoring", version: "1" },
    security: [{}, { token: [] }],
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    paths: {
      "/api/v1/score": post({
        summary: "Scores of every line of programs",
        body: scoreBodySchema,
        answer: scoreAnswerSchema,
      }),
      "/api/v1/adapters/openrlhf": post({
        summary: "OpenRLHF's remote reward model",
        body: openRlhfBodySchema,
        answer: openRlhfAnswerSchema,
        parameters: queryParameters(),
      }),
      "/api/v1/adapters/vllm/pooling": post({
        summary: "vLLM's /pooling, a row a step",
        body: poolingBodySchema,
        answer: poolingAnswerSchema,
        parameters: queryParameters(),
      }),
    },
  };
}
