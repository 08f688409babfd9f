import { describe, expect, it } from "vitest";
import type { TeacherView } from "#server/settings/schema";
import { isSameTest, readTeacher, savedWords, type TeacherTexts, testOf, textsOf } from "./teacher-values";

const view: TeacherView = {
  baseUrl: "https://models.example/v1",
  model: "tiny",
  allowPrivate: false,
  temperature: 0.8,
  maxTokens: 1500,
  concurrency: 4,
  prices: { input: 0.15, output: 0.6 },
  keySource: "stored",
  environmentKey: null,
  configured: true,
};

describe("readTeacher", () => {
  it("reads what it shows, and leaves the key as it is", () => {
    const { keySource: _, environmentKey: __, configured: ___, ...values } = view;
    expect(readTeacher(textsOf(view))).toEqual({ values });
  });

  it("takes empty prices for none, and a key that was typed", () => {
    const texts = { ...textsOf(view), priceInput: " ", priceOutput: "", apiKey: " sk-1 " };
    expect(readTeacher(texts)).toMatchObject({ values: { prices: null, apiKey: "sk-1" } });
  });

  it("lets the address and the model be empty", () => {
    expect(readTeacher({ ...textsOf(view), baseUrl: "", model: " " })).toMatchObject({
      values: { baseUrl: "", model: "" },
    });
  });

  it.each<[keyof TeacherTexts, string]>([
    ["baseUrl", "models.example"],
    ["baseUrl", "ftp://models.example"],
    ["baseUrl", "https://me:pw@models.example"],
    ["temperature", "hot"],
    ["temperature", ""],
    ["temperature", "2.1"],
    ["maxTokens", "1.5"],
    ["concurrency", "0"],
    ["concurrency", "65"],
    ["priceInput", "-1"],
    ["priceOutput", ""],
  ])("says that %s is not %j", (field, text) => {
    const read = readTeacher({ ...textsOf(view), [field]: text });
    expect(read).toEqual({ errors: { [field]: expect.any(String) } });
  });
});

describe("the test's result", () => {
  const typed = (patch: Partial<TeacherTexts> = {}) => {
    const read = readTeacher({ ...textsOf(view), ...patch });
    return testOf("values" in read ? read.values : null);
  };
  const sent = typed() ?? undefined;

  it.each<[keyof TeacherTexts, Partial<TeacherTexts>, boolean]>([
    ["temperature", { temperature: "0.1" }, true],
    ["priceInput", { priceInput: "3" }, true],
    ["baseUrl", { baseUrl: "https://other.example/v1" }, false],
    ["baseUrl", { baseUrl: "" }, false],
    ["model", { model: "huge" }, false],
    ["apiKey", { apiKey: "sk-2" }, false],
    ["allowPrivate", { allowPrivate: true }, false],
  ])("stands or goes when %s changes: %j", (_, patch, stands) => {
    expect(isSameTest(sent, typed(patch))).toBe(stands);
  });

  it("is none before a test", () => expect(isSameTest(undefined, typed())).toBe(false));
});

it("says what was saved", () => {
  expect(savedWords({ apiKey: null })).toBe("Key removed.");
  expect(savedWords({ apiKey: "sk-1" })).toBe("Saved.");
  expect(savedWords({})).toBe("Saved.");
});
