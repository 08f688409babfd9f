import { describe, expect, it } from "vitest";
import { type ExportChoice, exportUrl, manifestUrl } from "./export-url";

const choice: ExportChoice = { datasetId: 7, format: "trl-stepwise", rule: "mutation@1", splits: [] };

describe("exportUrl", () => {
  it("names format and rule", () => {
    expect(exportUrl(choice)).toBe("/api/v1/datasets/7/export?format=trl-stepwise&rule=mutation%401");
  });

  it("repeats the split for each one chosen", () => {
    expect(exportUrl({ ...choice, splits: ["train", "test"] })).toContain("split=train&split=test");
  });

  it("asks for the manifest of the same rows", () => {
    const query = (url: string) => url.slice(url.indexOf("?"));
    expect(query(manifestUrl(choice))).toBe(query(exportUrl(choice)));
  });
});
