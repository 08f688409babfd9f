/** The scoring service's handlers: what the routes below app/api/v1 answer with. */
import type { z } from "zod";
import { createContext } from "./context";
import { errorResponse } from "./http-error";
import { activeFolder } from "./models";
import type { ServingContext } from "./serving/ask-scores";
import { openApiDocument } from "./serving/openapi";
import { openRlhfBodySchema, scoreForOpenRlhf } from "./serving/openrlhf";
import { problemStatement } from "./serving/problem-statement";
import { parseInput, readJson } from "./serving/read-json";
import { registeredFolder } from "./serving/registered-folder";
import { type ScoreContext, scoreBody } from "./serving/score-programs";
import { type RewardOptions, rewardOptionsSchema, scoreBodySchema } from "./serving/score-schema";
import { poolingBodySchema, poolScores } from "./serving/vllm-pooling";

/** `POST /api/v1/score`. */
export const answerScore = (request: Request) =>
  answer(request, scoreBodySchema, (context, body) => scoreBody(context, body, request.signal));

/** `POST /api/v1/adapters/openrlhf`; options are the address's. */
export const answerOpenRlhf = (request: Request) =>
  answer(request, openRlhfBodySchema, (context, body) =>
    scoreForOpenRlhf(context, body, optionsOf(request), request.signal),
  );

/** `POST /api/v1/adapters/vllm/pooling`; options are the address's. */
export const answerPooling = (request: Request) =>
  answer(request, poolingBodySchema, (context, body) =>
    poolScores(context, body, optionsOf(request), request.signal),
  );

/** `GET /api/v1/openapi.json`. */
export const answerOpenApi = () => Response.json(openApiDocument());

async function answer<Body>(
  request: Request,
  schema: z.ZodType<Body>,
  work: (context: ScoreContext, body: Body) => Promise<object>,
): Promise<Response> {
  try {
    const body = await readJson(request, schema);
    const { db, live } = await createContext();
    const serving: ServingContext = {
      live,
      modelFolder: (name) => (name === undefined ? activeFolder(db) : registeredFolder(db, name)),
    };
    return Response.json(await work({ ...serving, problem: (id) => problemStatement(db, id) }, body));
  } catch (error) {
    return errorResponse(error);
  }
}

/** `?aggregate=min&credit=min&divide_by_length=1`. */
function optionsOf(request: Request): RewardOptions {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const flag = (value: string | undefined) =>
    value === undefined ? {} : { value: ["1", "true", ""].includes(value) };
  const { credit_temperature, divide_by_length, comments_neutral, ...rest } = query;
  const divide = flag(divide_by_length);
  const neutral = flag(comments_neutral);
  return parseInput(rewardOptionsSchema, {
    ...rest,
    ...(credit_temperature === undefined ? {} : { credit_temperature: Number(credit_temperature) }),
    ...("value" in divide ? { divide_by_length: divide.value } : {}),
    ...("value" in neutral ? { comments_neutral: neutral.value } : {}),
  });
}
