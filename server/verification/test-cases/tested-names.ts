import type { SgNode } from "@ast-grep/napi";
import { parsePython, statementsOf, variablesIn } from "./python-syntax";

const builtinNames = new Set(
  (
    "abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr " +
    "dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input " +
    "int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property " +
    "range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __import__ " +
    "True False None NotImplemented Ellipsis Exception BaseException ArithmeticError AssertionError AttributeError " +
    "EOFError ImportError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError NotImplementedError " +
    "OSError OverflowError RecursionError RuntimeError StopIteration SyntaxError SystemExit TypeError UnicodeError " +
    "ValueError ZeroDivisionError"
  ).split(" "),
);

/** What tests may refer to: names of the program, and imports that a judge can repeat without the program. */
export type TestNames = {
  /** Whether a name is the program's (or its setup's), so that it exists only where the program runs. */
  isTested: (name: string) => boolean;
  /** The import statements that an expression needs, one a line. */
  importsFor: (expression: SgNode) => string;
};

/**
 * Reads the names that the program and the tests' setup define. Without a program every name that is neither built in nor
 * imported is taken for the program's.
 */
export function readTestNames(options: {
  source: string | undefined;
  setup: string;
  entryPoint: string | undefined;
}): TestNames {
  const { source, setup, entryPoint } = options;
  const imports = new Map<string, string>();
  const defined = new Set<string>(entryPoint === undefined ? [] : [entryPoint]);
  for (const text of [source ?? "", setup]) {
    const root = parsePython(text);
    if (root !== null)
      for (const statement of statementsOf(root)) readDefinitions(statement, defined, imports);
  }
  // Modules that tests use without saying so, since a program usually has imported them.
  for (const name of ["math", "re", "collections"])
    if (!imports.has(name)) imports.set(name, `import ${name}`);
  for (const name of defined) imports.delete(name);
  return {
    isTested: (name) =>
      defined.has(name) || (source === undefined && !builtinNames.has(name) && !imports.has(name)),
    importsFor: (expression) => {
      const lines = [...variablesIn(expression)].map((name) => imports.get(name));
      return [...new Set(lines.filter((line) => line !== undefined))].join("\n");
    },
  };
}

function readDefinitions(statement: SgNode, defined: Set<string>, imports: Map<string, string>): void {
  switch (statement.kind()) {
    case "import_statement":
    case "import_from_statement":
      for (const name of importedNames(statement)) imports.set(name, statement.text());
      return;
    case "function_definition":
    case "class_definition": {
      const name = statement.field("name");
      if (name !== null) defined.add(name.text());
      return;
    }
    case "decorated_definition": {
      const definition = statement.field("definition");
      if (definition !== null) readDefinitions(definition, defined, imports);
      return;
    }
    default:
      // Assignments, also within if, for, try and with at the top level.
      for (const node of statement.findAll({
        rule: { any: [{ kind: "assignment" }, { kind: "for_statement" }] },
      })) {
        const target = node.field("left");
        if (target !== null) for (const name of variablesIn(target)) defined.add(name);
      }
      for (const node of statement.findAll({
        rule: { any: [{ kind: "function_definition" }, { kind: "class_definition" }] },
      })) {
        const name = node.field("name");
        if (name !== null) defined.add(name.text());
      }
  }
}

/** The names that an import statement binds. A star import binds names that cannot be told from its text. */
function importedNames(statement: SgNode): string[] {
  const module = statement.field("module_name");
  return statement
    .namedChildren()
    .filter((child) => child.id() !== module?.id())
    .map((child) => {
      const alias = child.kind() === "aliased_import" ? child.field("alias") : null;
      return alias === null ? (child.text().split(".")[0] ?? "") : alias.text();
    });
}
