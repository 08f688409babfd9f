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
          // Units keep nothing between tests; without a fresh process each, the parser is loaded once, not a hundred times.
          pool: "threads",
          isolate: false,
          testTimeout: 30_000,
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
