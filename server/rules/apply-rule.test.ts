import { describe, expect, it } from "vitest";
import type { Intent, LineLabel, RuleId, Verdict } from "#server/core/vocabulary";
import type { Edit } from "#server/mutation/schema";
import { applyRule } from "./apply-rule";
import type { RuleInput, RuleRun } from "./rule-input";

const source = [
  "def f(a):",
  '    """doc"""',
  "    # note",
  "    x = g(",
  "        a",
  "    )",
  "",
  "    return x",
].join("\n");
const end = 9;

function run(verdict: Verdict, executedLines: number[] | null = [1, 4, 8], attempts = 1): RuleRun {
  return { verdict, executedLines, attempts };
}

/** Every line's label as the rule states it; lines it does not speak of are "-". */
function stated(rule: RuleId, input: RuleInput): (LineLabel | "-")[] {
  const said = new Map(applyRule(rule, input).lines.map(({ line, label }) => [line, label]));
  return Array.from({ length: end }, (_, index) => {
    const label = said.get(index + 1);
    return label === undefined ? "-" : label;
  });
}

function reference(verdict: Verdict | null, executedLines?: number[] | null): RuleInput {
  return { origin: "reference", source, run: verdict === null ? null : run(verdict, executedLines) };
}

const editOfLine4: Edit = { hunks: [{ parentFrom: 4, parentTo: 5, from: 4, to: 5 }], labelLine: 4 };

function mutant(intent: Intent, theRun: RuleRun | null, edit: Edit = editOfLine4): RuleInput {
  return { origin: "mutant", source, intent, edit, run: theRun };
}

function labelOf(rule: RuleId, input: RuleInput): LineLabel | undefined {
  const { lines } = applyRule(rule, input);
  return lines.find(({ line }) => line === input.edit?.labelLine)?.label;
}

describe("references", () => {
  it("executed lines of a passing reference are correct, under both rules; neutral lines neutral; the end correct", () => {
    const all = [
      "correct",
      "neutral",
      "neutral",
      "correct",
      "correct",
      "neutral",
      "neutral",
      "correct",
      "correct",
    ];
    expect(stated("mutation@1", reference("passed"))).toEqual(all);
    expect(stated("prlcoder@1", reference("passed"))).toEqual(all);
  });

  it("a line no test executes has no label under mutation@1 and is correct under prlcoder@1", () => {
    const input = reference("passed", [1, 4]);
    expect(stated("mutation@1", input)[7]).toBeNull();
    expect(stated("prlcoder@1", input)[7]).toBe("correct");
    expect(applyRule("mutation@1", input).reasons).toEqual(["not-executed"]);
    expect(applyRule("prlcoder@1", input).reasons).toEqual(["not-executed"]);
  });

  it("without executed lines nothing is known to be executed, nor not to be", () => {
    expect(stated("mutation@1", reference("passed", null))[0]).toBeNull();
    expect(stated("mutation@1", reference("passed", null))[8]).toBe("correct");
    expect(stated("prlcoder@1", reference("passed", null))[0]).toBe("correct");
    for (const rule of ["mutation@1", "prlcoder@1"] as const) {
      const { reasons, derivation } = applyRule(rule, reference("passed", null));
      expect(reasons).toEqual([]);
      expect(derivation).toMatch(/execute is not known/);
    }
  });

  it.each(["wrong-answer", "compile-error", "timeout", "infra-error", null] as const)(
    "a reference that did not pass (%s) labels its neutral lines only",
    (verdict) => {
      for (const rule of ["mutation@1", "prlcoder@1"] as const) {
        expect(stated(rule, reference(verdict))).toEqual([
          "-",
          "neutral",
          "neutral",
          "-",
          "-",
          "neutral",
          "neutral",
          "-",
          "-",
        ]);
      }
    },
  );
});

describe("mutants", () => {
  const failures = [
    "wrong-answer",
    "runtime-error",
    "compile-error",
    "memory-limit",
    "output-limit",
    "crashed",
    "bad-result",
  ] as const satisfies Verdict[];
  const once = run("timeout", null, 1);
  const repeated = run("timeout", null, 2);

  it.each([
    ...failures.map((verdict) => ["mutate", verdict, run(verdict), "incorrect", "incorrect", []] as const),
    ["mutate", "passed", run("passed"), null, "correct", ["survived"]],
    ["mutate", "passed without executing the line", run("passed", [1]), null, "correct", ["survived"]],
    ["refactor", "passed and executed", run("passed"), "correct", "correct", []],
    ["refactor", "passed, not executed", run("passed", [1, 8]), null, "correct", ["not-executed"]],
    ["refactor", "passed, executed lines unknown", run("passed", null), null, "correct", []],
    ...failures.map(
      (verdict) => ["refactor", verdict, run(verdict), null, "incorrect", ["refactor-broke"]] as const,
    ),
    ["mutate", "timeout once", once, null, "incorrect", ["timeout"]],
    ["mutate", "timeout repeated", repeated, "incorrect", "incorrect", []],
    ["refactor", "timeout once", once, null, "incorrect", ["timeout"]],
    ["refactor", "timeout repeated", repeated, null, "incorrect", ["refactor-broke"]],
    ["mutate", "infra-error", run("infra-error", null), null, null, []],
    ["refactor", "infra-error", run("infra-error", null), null, null, []],
    ["mutate", "no run", null, null, null, []],
  ] as const)("%s, %s", (intent, _case, theRun, mutation, prlcoder, reasons) => {
    expect(labelOf("mutation@1", mutant(intent, theRun))).toBe(mutation);
    expect(labelOf("prlcoder@1", mutant(intent, theRun))).toBe(prlcoder);
    expect(applyRule("mutation@1", mutant(intent, theRun)).reasons).toEqual(reasons);
    expect(applyRule("prlcoder@1", mutant(intent, theRun)).reasons).toEqual(reasons);
  });

  it.each(["wrong-answer", "infra-error", null] as const)(
    "of a parent that did not pass (%s) say nothing about their label line",
    (parentVerdict) => {
      for (const rule of ["mutation@1", "prlcoder@1"] as const) {
        for (const verdict of ["passed", "wrong-answer", "timeout"] as const) {
          const input = { ...mutant("mutate", run(verdict)), parentVerdict };
          expect(labelOf(rule, input)).toBeNull();
          expect(applyRule(rule, input)).toMatchObject({
            reasons: [],
            derivation: expect.stringMatching(/^Mutant was made of a program that .*has no label$/),
          });
        }
      }
    },
  );

  it("everything below the label line is tainted unless the run passed", () => {
    expect(applyRule("mutation@1", mutant("mutate", run("wrong-answer"))).taintedAfter).toBe(4);
    expect(applyRule("mutation@1", mutant("refactor", run("wrong-answer"))).taintedAfter).toBe(4);
    expect(applyRule("mutation@1", mutant("mutate", once)).taintedAfter).toBe(4);
    expect(applyRule("mutation@1", mutant("mutate", null)).taintedAfter).toBe(4);
    expect(applyRule("mutation@1", mutant("mutate", run("passed"))).taintedAfter).toBeNull();
    expect(applyRule("mutation@1", mutant("refactor", run("passed"))).taintedAfter).toBeNull();
  });

  it("speaks of its label line only, and of neutral lines below a failed edit", () => {
    expect(stated("mutation@1", mutant("mutate", run("wrong-answer")))).toEqual([
      "-",
      "-",
      "-",
      "incorrect",
      "-",
      "neutral",
      "neutral",
      "-",
      "-",
    ]);
    expect(stated("mutation@1", mutant("refactor", run("passed")))).toEqual([
      "-",
      "-",
      "-",
      "correct",
      "-",
      "-",
      "-",
      "-",
      "-",
    ]);
  });

  it("neutral lines that the edit made are neutral; other edited lines get nothing", () => {
    const edit: Edit = { hunks: [{ parentFrom: 2, parentTo: 4, from: 2, to: 6 }], labelLine: 4 };
    expect(stated("mutation@1", mutant("refactor", run("passed"), edit))).toEqual([
      "-",
      "neutral",
      "neutral",
      "correct",
      "-",
      "-",
      "-",
      "-",
      "-",
    ]);
  });

  it("a deletion labels the code line after the gap", () => {
    const edit: Edit = { hunks: [{ parentFrom: 8, parentTo: 9, from: 8, to: 8 }], labelLine: 8 };
    expect(stated("mutation@1", mutant("mutate", run("wrong-answer"), edit))[7]).toBe("incorrect");
  });

  it("a deletion at the end labels end of program, which a passing run has reached", () => {
    const edit: Edit = { hunks: [{ parentFrom: 9, parentTo: 10, from: 9, to: 9 }], labelLine: end };
    expect(labelOf("mutation@1", mutant("mutate", run("wrong-answer"), edit))).toBe("incorrect");
    expect(labelOf("mutation@1", mutant("refactor", run("passed"), edit))).toBe("correct");
  });

  it("an edit of several hunks labels its first only", () => {
    const edit: Edit = {
      hunks: [
        { parentFrom: 1, parentTo: 2, from: 1, to: 2 },
        { parentFrom: 8, parentTo: 9, from: 8, to: 9 },
      ],
      labelLine: 1,
    };
    expect(stated("mutation@1", mutant("refactor", run("passed"), edit))).toEqual([
      "correct",
      "-",
      "-",
      "-",
      "-",
      "-",
      "-",
      "-",
      "-",
    ]);
  });

  it("refuses a mutant without edit or intent", () => {
    expect(() => applyRule("mutation@1", { origin: "mutant", source, run: null })).toThrow(/edit/);
  });
});

it("a candidate's code lines have no label", () => {
  const input: RuleInput = { origin: "candidate", source, run: run("passed") };
  expect(new Set(stated("mutation@1", input))).toEqual(new Set(["-", "neutral"]));
});

it("each rule states its target", () => {
  expect(applyRule("mutation@1", reference("passed")).target).toBe("first-error");
  expect(applyRule("prlcoder@1", reference("passed")).target).toBe("local");
});

it("derives the label in one readable sentence", () => {
  const outcomes = [
    { test: 0, outcome: "passed" as const },
    { test: 1, outcome: "wrong-answer" as const },
  ];
  expect(applyRule("mutation@1", mutant("mutate", { ...run("wrong-answer"), outcomes })).derivation).toBe(
    "Mutant fails test 2 (wrong answer), so its label line 4 is incorrect",
  );
  expect(applyRule("mutation@1", mutant("mutate", run("compile-error"))).derivation).toBe(
    "Mutant does not compile, so its label line 4 is incorrect",
  );
  expect(applyRule("mutation@1", mutant("mutate", run("passed"))).derivation).toBe(
    "Mutant passes all tests, so its label line 4 has no label",
  );
  expect(applyRule("mutation@1", reference("passed", [1, 4])).derivation).toBe(
    "The reference passes all its tests, which execute 3 of its 4 code lines: the executed ones are correct",
  );
});

it("names a run that came close to its budget", () => {
  const limits = { cpuMs: 100, wallMs: 1000, memoryMb: 10, outputKb: 10 };
  const near = { ...run("passed"), cpuUs: 60_000, limits };
  expect(applyRule("mutation@1", mutant("refactor", near)).reasons).toEqual(["near-timeout"]);
  expect(applyRule("mutation@1", mutant("refactor", { ...near, cpuUs: 40_000 })).reasons).toEqual([]);
});

it.each([
  ["mutation@1", "passes-sometimes", null],
  ["prlcoder@1", "passes-sometimes", "incorrect"],
  ["mutation@1", "fails-differently", "incorrect"],
] as const)("a mutant that %s sees as %s is flaky", (rule, disagreement, label) => {
  const flaky = mutant("mutate", { ...run("wrong-answer"), disagreement });
  expect(labelOf(rule, flaky)).toBe(label);
  expect(applyRule(rule, flaky).reasons).toEqual(["flaky"]);
});

it("a reference that passes in some of its runs only has no labels and is flaky", () => {
  const flaky: RuleInput = {
    ...reference("wrong-answer"),
    run: { ...run("wrong-answer"), disagreement: "passes-sometimes" },
  };
  const { lines, reasons, derivation } = applyRule("mutation@1", flaky);
  expect(new Set(lines.map(({ label }) => label))).toEqual(new Set(["neutral"]));
  expect(reasons).toEqual(["flaky"]);
  expect(derivation).toContain("passes in some of its runs");
});
