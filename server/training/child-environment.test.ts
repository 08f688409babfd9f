import { expect, it } from "vitest";
import { childEnvironment } from "./child-environment";

it("hands no secret to the training process", () => {
  const made = childEnvironment({
    NODE_ENV: "test",
    PATH: "/usr/bin",
    LINEWISE_LLM_API_KEY: "sk-secret",
    LINEWISE_TOKEN: "a-token-of-16-chars",
    DATABASE_URL: "postgres://user:pass@host/db",
    AWS_SECRET_ACCESS_KEY: "x",
  });
  expect(made.PATH).toBe("/usr/bin");
  expect(Object.keys(made).filter((name) => /LINEWISE|DATABASE|SECRET|TOKEN$|KEY/.test(name))).toEqual([]);
});
