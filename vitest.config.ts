import { defineConfig } from "vitest/config";

/** `unit` needs nothing but node; `integration` starts real services (PostgreSQL, the sandbox, an ONNX session). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{server,db,components,scripts,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.integration.test.ts"],
          environment: "node",
        },
      },
      {
        test: {
          name: "integration",
          include: ["{server,db,scripts}/**/*.integration.test.ts"],
          environment: "node",
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
