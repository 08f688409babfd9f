import { z } from "zod";
import { CallError } from "./call-error";
import { isCompletion, readCompletion } from "./completion";
import { jsonOf } from "./json-of";
import { type Posted, postJson } from "./post";
import { answerFormat, type Message } from "./request";
import { createPacer, defaultRetries, type RetryOptions, retryAfterMs } from "./retry";
import type { Endpoint, Sampling, TeacherTest, Usage } from "./schema";

/** Large models on small machines take minutes for a reply. */
const replyTimeoutMs = 300_000;
const testTimeoutMs = 20_000;
/** A request that was sent is paid for: whoever is told to stop waits so long for its reply. */
const lingerMs = 8_000;
const maxWords = 300;
/** Keys from this length on are cut out of replies as well, not only out of what is said of errors. */
const secretChars = 16;

export type Reply = {
  /** The body as it came. */
  body: string;
  servedModel: string | null;
  usage: Usage;
  latencyMs: number;
  attempts: number;
};

export type Teacher = {
  /**
   * Asks for one reply. Repeats what may pass; throws `CallError` when there is none, and the signal's reason when it was
   * aborted, but for a reply that is on its way: that comes all the same. A reply may still hold nothing of use. `onLost` is
   * called for each request that brought none and may have been charged for.
   */
  ask: (messages: readonly Message[], signal?: AbortSignal, onLost?: () => void) => Promise<Reply>;
};

type TeacherOptions = {
  endpoint: Endpoint;
  sampling: Sampling;
  retries?: RetryOptions;
  timeoutMs?: number;
  lingerMs?: number;
};

/**
 * A model behind an OpenAI-compatible server. Its calls share what the server said to one of them: to wait, or that it does
 * not know a parameter.
 */
export function createTeacher(options: TeacherOptions): Teacher {
  const caller = createCaller(options);
  const pacer = createPacer(options.retries ?? defaultRetries);
  return {
    ask: async (messages, signal, onLost) => {
      const late = lingering(signal, options.lingerMs ?? lingerMs);
      const attempt = () =>
        caller.call(messages, late.signal).catch((error) => {
          if (error instanceof CallError && error.mayCost) onLost?.();
          throw error;
        });
      try {
        const { value, attempts } = await pacer.run(attempt, signal);
        return { ...value, attempts };
      } finally {
        late.close();
      }
    },
  };
}

/** A signal that follows another one some time later. */
function lingering(signal: AbortSignal | undefined, byMs: number) {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    timer = setTimeout(() => late.abort(signal?.reason), byMs);
  };
  if (signal?.aborted) late.abort(signal.reason);
  else signal?.addEventListener("abort", wait, { once: true });
  const close = () => {
    signal?.removeEventListener("abort", wait);
    clearTimeout(timer);
  };
  return { signal: late.signal, close };
}

/** One tiny request, not repeated: whether a model can be reached as set, and how fast. */
export async function testTeacher(
  endpoint: Endpoint,
  model: string,
  signal?: AbortSignal,
): Promise<TeacherTest> {
  const sampling = { model, temperature: 1, maxTokens: 16 };
  const caller = createCaller({ endpoint, sampling, timeoutMs: testTimeoutMs });
  try {
    const reply = await caller.call([{ role: "user", content: 'Answer with {"rewrites": []}.' }], signal);
    return {
      outcome: "works",
      model: reply.servedModel ?? model,
      latencyMs: reply.latencyMs,
      structured: caller.isStructured(),
    };
  } catch (error) {
    if (error instanceof CallError) return { outcome: "fails", reason: error.message };
    throw error;
  }
}

/** Parameters that not every server knows, and how it says so. */
const negotiable = [
  { name: "schema", complaint: /response_format|json_schema|structured|guided|grammar/i },
  { name: "max_tokens", complaint: /max_completion_tokens/i },
] as const;

function createCaller({ endpoint, sampling, timeoutMs = replyTimeoutMs }: TeacherOptions) {
  const url = new URL(`${endpoint.baseUrl.replace(/\/+$/, "")}/chat/completions`);
  const without = new Set<string>();
  /** A server that has answered once takes the key: a later 403 is about what was said (a content filter's, say). */
  let hasAnswered = false;

  const bodyOf = (messages: readonly Message[]) => ({
    model: sampling.model,
    messages,
    temperature: sampling.temperature,
    [without.has("max_tokens") ? "max_completion_tokens" : "max_tokens"]: sampling.maxTokens,
    ...(without.has("schema") ? {} : { response_format: answerFormat }),
  });

  const call = async (
    messages: readonly Message[],
    signal?: AbortSignal,
  ): Promise<Omit<Reply, "attempts">> => {
    const began = performance.now();
    const { apiKey, allowPrivate } = endpoint;
    const posted = await postJson({ url, apiKey, allowPrivate, body: bodyOf(messages), timeoutMs, signal });
    // A reply of which the end was cut off was paid for, whatever it is.
    if (posted.status === 200 && (posted.cut || isCompletion(posted.body))) {
      const body = isLongKey(apiKey) ? withoutKey(posted.body, apiKey) : posted.body;
      const { servedModel, usage } = readCompletion(body);
      hasAnswered = true;
      return { body, servedModel, usage, latencyMs: Math.round(performance.now() - began) };
    }
    const unknown = negotiable.find(
      ({ name, complaint }) => !without.has(name) && complaint.test(posted.body),
    );
    if ((posted.status === 400 || posted.status === 422) && unknown !== undefined) {
      without.add(unknown.name);
      return call(messages, signal);
    }
    throw errorOf({ ...posted, body: withoutKey(posted.body, apiKey) }, hasAnswered);
  };
  return { call, isStructured: () => !without.has("schema") };
}

/** Local servers take anything for a key; what is as short as a word may stand in a reply by itself. */
function isLongKey(apiKey: string | null): boolean {
  return apiKey !== null && apiKey.length >= secretChars;
}

/** Servers repeat a wrong key in their answer. */
function withoutKey(text: string, apiKey: string | null): string {
  return apiKey === null ? text : text.replaceAll(apiKey, "[key]");
}

function errorOf({ status, headers, body }: Posted, hasAnswered: boolean): CallError {
  const said = wordsOf(body);
  const because = said === "" ? "." : `: ${said}`;
  if (status === 200) {
    return jsonOf(body) instanceof Object
      ? new CallError("server", `The server answered without a model's reply${because}`)
      : new CallError("server", "What answers there is no OpenAI-compatible server.");
  }
  if (status >= 300 && status < 400) {
    return new CallError(
      "address",
      "The server sends elsewhere. Redirects are not followed: set the address that it sends to.",
    );
  }
  if (status === 401 || (status === 403 && !hasAnswered)) {
    return new CallError("unauthorized", `The server refuses the key (${status})${because}`);
  }
  if (status === 404) return new CallError("not-found", `There is no such model or address (404)${because}`);
  const after = { retryAfterMs: retryAfterMs(headers["retry-after"], Date.now()) };
  if (status === 429) return new CallError("busy", `The server asks to wait (429)${because}`, after);
  if (status === 408 || status === 409 || status >= 500) {
    return new CallError("server", `The server failed (${status})${because}`, after);
  }
  return new CallError("refused", `The server refuses the request (${status})${because}`);
}

const saidSchema = z.object({ message: z.string() });
const errorSchema = z.union([
  z
    .object({ error: z.union([saidSchema.transform(({ message }) => message), z.string()]) })
    .transform((body) => body.error),
  saidSchema.transform(({ message }) => message),
  z.object({ detail: z.string() }).transform(({ detail }) => detail),
]);

/** What a server says of an error: usually JSON, else the beginning of whatever it is. */
function wordsOf(body: string): string {
  const said = errorSchema.safeParse(jsonOf(body));
  // Else it is an error page of some proxy.
  const text = said.success ? said.data : body.slice(0, 10 * maxWords).replace(/<[^>]{0,500}>/g, " ");
  const line = text
    .slice(0, 4 * maxWords)
    .replace(/\s+/g, " ")
    .trim();
  return line.length > maxWords ? `${line.slice(0, maxWords - 1)}…` : line;
}
