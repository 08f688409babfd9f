import { describe, expect, it } from "vitest";
import { parseTests } from "./parse-tests";

const source = "import math\nclass Box:\n    pass\ndef f(x):\n    return x\ndef g(x):\n    return x\n";
const only = (test: string) => {
  const { suite, refused } = parseTests({ source, tests: [test] });
  return refused[0]?.reason ?? suite.cases;
};

describe("one test", () => {
  it.each([
    ["assert f(1, [2]) == [3, {'a': 1}]", "f(1, [2])", "[3, {'a': 1}]"],
    ["assert f(1) == 2, 'message'", "f(1)", "2"],
    ["assert (f(1)) == (2)", "f(1)", "2"],
    ["assert (f(1) == (2,))", "f(1)", "(2,)"],
    ["assert 2 == f(1)", "f(1)", "2"],
    ["assert f(1) is None", "f(1)", "None"],
    ["assert f(1) == float('inf')", "f(1)", "float('inf')"],
    ["assert f(1)[0] == -1.5", "f(1)[0]", "-1.5"],
    ["assert Box(1).size(2) == 'é'", "Box(1).size(2)", "'é'"],
    ["assert f(g(1)) == 1", "f(g(1))", "1"],
  ])("%s is a call and an expected literal", (test, call, expected) => {
    expect(only(test)).toEqual([{ kind: "call", call, expected }]);
  });

  it.each([
    ["assert f(1)", ["f(1)"], "(__v[0])"],
    ["assert not f(1)", ["f(1)"], "(not __v[0])"],
    ["assert f(1) is True", ["f(1)"], "(__v[0] is True)"],
    ["assert f('é') != g('é')", ["f('é')", "g('é')"], "(__v[0] != __v[1])"],
    ["assert sorted(f([2, 1])) == [1, 2]", ["f([2, 1])"], "(sorted(__v[0]) == [1, 2])"],
    ["assert set(f(1)) == set([1, 2])", ["f(1)"], "(set(__v[0]) == set([1, 2]))"],
    ["assert abs(f(2) - 1.41) < 1e-2", ["f(2)"], "(abs(__v[0] - 1.41) < 1e-2)"],
    ["assert f(3) == [0] * 3", ["f(3)"], "(__v[0] == [0] * 3)"],
    ["assert 1 < f(1) <= 3", ["f(1)"], "(1 < __v[0] <= 3)"],
    ["assert all(x > 0 for x in f(1))", ["f(1)"], "(all(x > 0 for x in __v[0]))"],
  ])("%s is a check over returned values", (test, calls, expression) => {
    expect(only(test)).toEqual([{ kind: "check", calls, expression }]);
  });

  it("gives a check the imports that its expression needs, and no others", () => {
    expect(only("assert math.isclose(f(1), 1.0)")).toEqual([
      { kind: "check", calls: ["f(1)"], expression: "(math.isclose(__v[0], 1.0))", imports: "import math" },
    ]);
    expect(only("from decimal import Decimal\nassert f(1) == Decimal('1')")).toMatchObject([
      { kind: "check", imports: "from decimal import Decimal" },
    ]);
  });

  it.each([
    ["try:\n    f(1)\n    assert False\nexcept ValueError:\n    pass", "ValueError"],
    [
      "try:\n    f(1)\n    raise AssertionError()\nexcept json.JSONDecodeError as error:\n    assert True",
      "json.JSONDecodeError",
    ],
    ["with pytest.raises(KeyError):\n    f(1)", "KeyError"],
  ])("%s expects an exception", (test, exception) => {
    expect(only(test)).toEqual([{ kind: "raises", call: "f(1)", exception }]);
  });

  it.each([
    "assert all(f(x) == x for x in [1, 2])",
    "for x in [1, 2]:\n    assert f(x) == x",
    "items = [2, 1]\nf(items)\nassert items == [1, 2]",
  ])("%s is judged whole, with a proxy for the function", (test) => {
    expect(only(test)).toMatchObject([{ kind: "candidate", entryPoint: "f" }]);
  });

  it.each([
    ["assert True", /calls nothing/],
    ["assert (f(1) == 2, 'always true')", /always true/],
    ["assert f(", /does not parse/],
    ["print(f(1))", /another kind/],
    ["import math", /tests nothing/],
    ["assert all(f(x) == g(x) for x in [1])", /loop/],
  ])("%s is refused with a reason", (test, reason) => {
    expect(only(test)).toMatch(reason);
  });
});

describe("parseTests", () => {
  it("names the refused test by its position and keeps the others in order", () => {
    const { suite, refused } = parseTests({
      source,
      tests: ["assert f(1) == 1", "f(2)", "assert f(3) == 3"],
    });
    expect(suite.cases).toMatchObject([{ call: "f(1)" }, { call: "f(3)" }]);
    expect(refused).toMatchObject([{ index: 1, source: "f(2)" }]);
  });

  it("takes what the setup defines for the program's", () => {
    const { suite } = parseTests({
      source,
      setup: "box = Box()",
      tests: ["assert box.size == 1", "assert f(box) == 2"],
    });
    expect(suite).toEqual({
      setup: "box = Box()",
      cases: [
        { kind: "call", call: "box.size", expected: "1" },
        { kind: "call", call: "f(box)", expected: "2" },
      ],
    });
  });

  it("works without the program, by the names that are called", () => {
    const { suite, refused } = parseTests({ tests: ["assert sorted(solve([1])) == [1]"] });
    expect(refused).toEqual([]);
    expect(suite.cases).toEqual([
      { kind: "check", calls: ["solve([1])"], expression: "(sorted(__v[0]) == [1])" },
    ]);
  });

  it("splits a check function of plain asserts, and keeps another whole", () => {
    const plain =
      "def check(candidate):\n    assert candidate(1) == 2\n    assert candidate([1]) == [\n        2]\n    assert True\n";
    expect(parseTests({ check: plain, entryPoint: "f" }).suite.cases).toEqual([
      { kind: "call", call: "f(1)", expected: "2" },
      { kind: "call", call: "f([1])", expected: "[\n        2]" },
    ]);
    const loop = "def check(candidate):\n    for x in range(3):\n        assert candidate(x) == x\n";
    expect(parseTests({ check: loop, entryPoint: "f" }).suite.cases).toEqual([
      { kind: "candidate", entryPoint: "f", check: loop },
    ]);
  });
});
