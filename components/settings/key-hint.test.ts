import { describe, expect, it } from "vitest";
import type { TeacherView } from "#server/settings/schema";
import { keyHint } from "./key-hint";

const [own, other] = ["https://models.example/v1", "https://other.example/v1"];

function viewWith(given: Pick<TeacherView, "keySource" | "environmentKey">): TeacherView {
  const rest = { model: "tiny", allowPrivate: false, temperature: 1, maxTokens: 100, concurrency: 1 };
  return { ...rest, ...given, baseUrl: own, prices: null, configured: true };
}

describe("keyHint", () => {
  it.each<[TeacherView["keySource"], TeacherView["environmentKey"], string, RegExp]>([
    ["none", null, own, /^None is set/],
    ["none", null, other, /^None is set/],
    ["none", { baseUrl: other }, own, /belongs to https:\/\/other.example\/v1 and is not sent/],
    ["none", { baseUrl: other }, other, /is used/],
    ["environment", { baseUrl: own }, own, /is used/],
    ["environment", { baseUrl: own }, other, /belongs to https:\/\/models.example\/v1 and is not sent/],
    ["environment", { baseUrl: null }, other, /is used/],
    ["stored", null, own, /^One is stored/],
    ["stored", null, other, /goes with its address/],
    ["stored", { baseUrl: other }, own, /^One is stored/],
    ["stored", { baseUrl: own }, other, /not sent/],
    ["unreadable", null, own, /cannot be read/],
  ])("a key that is %s, the environment's %j, typed %s", (keySource, environmentKey, address, words) => {
    expect(keyHint(viewWith({ keySource, environmentKey }), address)).toMatch(words);
  });
});
