import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

const bodySchema = z.object({
  model: z.string(),
  temperature: z.number(),
  max_tokens: z.int().optional(),
  max_completion_tokens: z.int().optional(),
  response_format: z.unknown().optional(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});
const documentSchema = z.object({
  problem: z.string(),
  program: z.array(z.object({ line: z.int(), text: z.string() })),
  statement: z.object({ from: z.int(), to: z.int() }),
  mutations: z.int(),
  refactorings: z.int(),
});
/** What a model is shown of a statement that it is asked to rewrite. */
export type AskedDocument = z.infer<typeof documentSchema>;

export type FakeRequest = {
  authorization: string | undefined;
  body: z.infer<typeof bodySchema>;
  /** Null for a request that is not about a statement. */
  document: AskedDocument | null;
  at: number;
};

type Rewrite = { intent: string; line?: unknown; code: string; reason?: string };
export type FakeAnswer = { delayMs?: number } & (
  | { rewrites: Rewrite[] }
  /** What the model writes; `usage: null` leaves the counts out. */
  | { content: string | null; finishReason?: string; refusal?: string; usage?: null }
  | { status: number; headers?: Record<string, string>; body: string }
  /** The connection breaks before the answer, or in the midst of it. */
  | { drop: "before" | "within" }
);

export type FakeLlm = {
  /** To be put into the settings; on this machine, so private addresses must be allowed. */
  baseUrl: string;
  requests: FakeRequest[];
  close: () => Promise<void>;
};

/** A local server that speaks as OpenAI-compatible ones do, for tests. `answer` gets each request and its number from 0. */
export async function startFakeLlm(
  answer: (request: FakeRequest, count: number) => FakeAnswer,
): Promise<FakeLlm> {
  const requests: FakeRequest[] = [];
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    if (incoming.url !== "/v1/chat/completions" || incoming.method !== "POST")
      return send(response, 404, { error: { message: "Not found" } });
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = bodySchema.parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    const { authorization } = incoming.headers;
    const request = { authorization, body, document: documentOf(body), at: performance.now() };
    const given = answer(request, requests.push(request) - 1);
    if (given.delayMs !== undefined) await wait(given.delayMs);
    reply(response, given, request);
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function documentOf({ messages }: FakeRequest["body"]): AskedDocument | null {
  try {
    return documentSchema.parse(JSON.parse(messages.at(-1)?.content ?? ""));
  } catch {
    return null;
  }
}

function reply(response: ServerResponse, given: FakeAnswer, request: FakeRequest): void {
  if ("drop" in given) {
    if (given.drop === "within") {
      response.writeHead(200, { "content-type": "application/json", "content-length": 5000 });
      response.write('{"choices": [{"message": {"content": "');
      setTimeout(() => response.destroy(), 20);
    } else response.destroy();
  } else if ("status" in given) {
    response.writeHead(given.status, { "content-type": "application/json", ...given.headers });
    response.end(given.body);
  } else {
    const content = "rewrites" in given ? JSON.stringify({ rewrites: given.rewrites }) : given.content;
    const { refusal = null, finishReason = "stop", usage: left } = "rewrites" in given ? noExtras : given;
    const tokens = (text: string) => Math.ceil(text.length / 4);
    const usage = {
      prompt_tokens: tokens(request.body.messages.map((message) => message.content).join("")),
      completion_tokens: tokens(content ?? ""),
    };
    send(response, 200, {
      id: "chatcmpl-fake",
      object: "chat.completion",
      model: `${request.body.model}-2026-01-01`,
      choices: [
        {
          index: 0,
          message: { role: "assistant", content, refusal },
          finish_reason: finishReason,
        },
      ],
      ...(left === null ? {} : { usage }),
    });
  }
}

const noExtras: { refusal?: string; finishReason?: string; usage?: null } = {};

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

/** What a fair model would answer: up to one mutation and one refactoring of a statement that it can do something with. */
export function fairAnswer({ program, statement, mutations, refactorings }: AskedDocument): FakeAnswer {
  const line = statement.from;
  const text = program[line - 1]?.text.trim() ?? "";
  if (statement.to !== line) return { rewrites: [] };
  const made = fairRewrite(text);
  if (made === null) return { rewrites: [] };
  const rewrites: Rewrite[] = [];
  if (mutations > 0)
    rewrites.push({ intent: "mutate", line, code: made.mutation, reason: "It forgets what was there." });
  if (refactorings > 0)
    rewrites.push({ intent: "refactor", line, code: made.refactoring, reason: "Brackets change nothing." });
  return { rewrites };
}

function fairRewrite(text: string): { mutation: string; refactoring: string } | null {
  const condition = /^(if|while|elif) (.+):$/.exec(text);
  if (condition) {
    const [, word, test] = condition;
    return { mutation: `${word} not (${test}):`, refactoring: `${word} (${test}):` };
  }
  const assigned = /^(return|\w+ =) ([^=].*)$/.exec(text);
  if (assigned) {
    const [, start, value] = assigned;
    return { mutation: `${start} None`, refactoring: `${start} (${value})` };
  }
  return null;
}
