import {
  type SaveTeacher,
  saveTeacherSchema,
  type TeacherView,
  type TestTeacher,
} from "#server/settings/schema";

/** The settings as they are typed. */
export type TeacherTexts = {
  baseUrl: string;
  model: string;
  apiKey: string;
  allowPrivate: boolean;
  temperature: string;
  maxTokens: string;
  concurrency: string;
  priceInput: string;
  priceOutput: string;
};

export function textsOf(view: TeacherView): TeacherTexts {
  return {
    baseUrl: view.baseUrl,
    model: view.model,
    apiKey: "",
    allowPrivate: view.allowPrivate,
    temperature: String(view.temperature),
    maxTokens: String(view.maxTokens),
    concurrency: String(view.concurrency),
    priceInput: view.prices === null ? "" : String(view.prices.input),
    priceOutput: view.prices === null ? "" : String(view.prices.output),
  };
}

export type TeacherErrors = Partial<Record<keyof TeacherTexts, string>>;

const words: TeacherErrors = {
  temperature: "A number from 0 to 2.",
  maxTokens: "A whole number from 16 to 100,000.",
  concurrency: "A whole number from 1 to 64.",
  priceInput: "A number from 0, or nothing in both.",
  priceOutput: "A number from 0, or nothing in both.",
};

/** What was typed as values, or what is wrong with which of it. An empty key leaves the stored one as it is. */
export function readTeacher(texts: TeacherTexts): { values: SaveTeacher } | { errors: TeacherErrors } {
  const { apiKey, priceInput, priceOutput } = texts;
  const number = (text: string) => (text.trim() === "" ? undefined : Number(text));
  const priced = priceInput.trim() !== "" || priceOutput.trim() !== "";
  const parsed = saveTeacherSchema.safeParse({
    baseUrl: texts.baseUrl.trim(),
    model: texts.model.trim(),
    allowPrivate: texts.allowPrivate,
    temperature: number(texts.temperature) ?? Number.NaN,
    maxTokens: number(texts.maxTokens) ?? Number.NaN,
    concurrency: number(texts.concurrency) ?? Number.NaN,
    prices: priced ? { input: number(priceInput), output: number(priceOutput) } : null,
    ...(apiKey.trim() === "" ? {} : { apiKey }),
  });
  if (parsed.success) return { values: parsed.data };
  const errors: TeacherErrors = {};
  for (const { path, message } of parsed.error.issues) {
    const field = fieldOf(path);
    if (field !== undefined) errors[field] = words[field] ?? message;
  }
  return { errors };
}

/** What a test of these values sends; null while they are not enough for one. */
export function testOf(values: SaveTeacher | null): TestTeacher | null {
  if (values === null || values.baseUrl === "" || values.model === "") return null;
  const { baseUrl, model, allowPrivate, apiKey } = values;
  return { baseUrl, model, allowPrivate, ...(apiKey ? { apiKey } : {}) };
}

/** Whether what came of a test still speaks of what is typed now. */
export function isSameTest(sent: object | undefined, now: TestTeacher | null): boolean {
  return sent !== undefined && now !== null && JSON.stringify(sent) === JSON.stringify(now);
}

/** What was done, by what was sent to be saved. */
export function savedWords({ apiKey }: Pick<SaveTeacher, "apiKey">): string {
  return apiKey === null ? "Key removed." : "Saved.";
}

function fieldOf(path: readonly PropertyKey[]): keyof TeacherTexts | undefined {
  if (path[0] === "prices") return path[1] === "output" ? "priceOutput" : "priceInput";
  const fields = ["baseUrl", "model", "apiKey", "temperature", "maxTokens", "concurrency"] as const;
  return fields.find((field) => field === path[0]);
}
