import { describe, expect, it } from "vitest";
import type { TeacherView } from "#server/settings/schema";
import { readTeacher, type TeacherTexts, textsOf } from "./teacher-values";

const view: TeacherView = {
  baseUrl: "https://models.example/v1",
  model: "tiny",
  allowPrivate: false,
  temperature: 0.8,
  maxTokens: 1500,
  concurrency: 4,
  prices: { input: 0.15, output: 0.6 },
  keySource: "stored",
  configured: true,
};

describe("readTeacher", () => {
  it("reads what it shows, and leaves the key as it is", () => {
    const { keySource: _, configured: __, ...values } = view;
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
