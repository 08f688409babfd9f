import { expect, it } from "vitest";
import { packFields, unpackReports } from "./job-fields";

it("reads back what was packed, in order", () => {
  const reports = [["value", "0", "é😀\n\0"], ["loaded"], ["end", "", ""]];
  const output = Buffer.concat(reports.map((fields) => packFields(fields)));
  expect([...unpackReports(output, 8)]).toEqual(reports);
});

it.each([
  ["cut short", packFields(["loaded", "x"]).subarray(0, 12)],
  ["a length beyond the end", Buffer.from([1, 0, 0, 0, 255, 255, 255, 255, 65])],
  ["too many fields", packFields(Array.from({ length: 9 }, () => ""))],
  ["no fields", Buffer.alloc(64)],
  ["noise", Buffer.from("[[[[ not what the harness writes")],
])("stops at %s, keeping what came before", (_name, noise) => {
  const output = Buffer.concat([packFields(["loaded"]), noise]);
  expect([...unpackReports(output, 8)]).toEqual([["loaded"]]);
});
