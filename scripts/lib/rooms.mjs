// Who may import whom. The table of ARCHITECTURE.md, as data.

const engines = ["mutation", "verification", "rules", "prm", "teacher", "training"];
const records = ["settings", "datasets", "labels", "export"];

/** Room -> rooms it may import. `core` and its own files are open to every room. */
const allowed = {
  core: [],
  mutation: [],
  verification: [],
  rules: [],
  prm: [],
  teacher: [],
  training: [],
  db: [],
  settings: ["db"],
  datasets: ["db"],
  labels: ["db", "datasets"],
  export: ["db", "datasets", "labels"],
  jobs: ["db"],
  processors: ["db", "jobs", ...records, ...engines],
  live: [],
  web: [],
  worker: ["db", "jobs", "processors", "live", ...engines],
  launcher: ["db", "jobs", "processors", ...records],
  api: ["db", "live", "jobs", ...records],
  cli: ["db", "jobs", "processors", "worker", "launcher", "live", ...records, ...engines],
  components: [],
  app: ["components", "api"],
  bench: ["db", "jobs", "processors", "cli", ...records, ...engines],
  // For the model's server that its tests have in the place of a real one.
  e2e: ["teacher"],
  scripts: [],
  root: [],
};

/** Rooms that may use engines' pure functions besides their schemas, and which. */
const pure = { labels: ["rules", "mutation"], export: ["rules"], datasets: ["rules", "verification"] };

/** The room of a file; undefined for a file that belongs to none. */
export function roomOf(file) {
  const [top, second, third] = file.split("/");
  if (second === undefined) return "root";
  if (top !== "server") return Object.hasOwn(allowed, top) ? top : undefined;
  if (second === "jobs" && third === "processors") return "processors";
  return Object.hasOwn(allowed, second) ? second : undefined;
}

/** The files by which other rooms enter; `/*` stands for every file of a folder. */
export function entries(room) {
  switch (room) {
    case "core":
      return ["server/core/*"];
    case "api":
      return ["server/api/*"];
    case "db":
      return ["db/client", "db/shared", "db/testing", "db/connection-file", "db/migrate", "db/schema/index"];
    case "jobs":
      return [
        "server/jobs/index",
        "server/jobs/schema",
        "server/jobs/contracts",
        "server/jobs/enqueue",
        "server/jobs/runner",
        "server/jobs/processor",
      ];
    case "processors":
      return ["server/jobs/processors/index"];
    case "components":
      return ["components/*"];
    default:
      // `testing` holds what a room's tests share with those of the rooms above it.
      return [`server/${room}/index`, `server/${room}/schema`, `server/${room}/testing`];
  }
}

/** Why one room may not import another's file; undefined when it may. */
export function mayImport({ from, to, isSchema, typeOnly, isSchemaItself }) {
  if (to === "core" || allowed[from].includes(to)) return undefined;
  // Schemas describe what passes between rooms: whoever handles such values may read them.
  if (isSchema && (isSchemaItself || typeOnly || !engines.includes(from))) return undefined;
  if (engines.includes(to) && (pure[from] ?? []).includes(to)) return undefined;
  // A queue's runner hands engines through to processors without touching them.
  if (from === "jobs" && engines.includes(to) && typeOnly) return undefined;
  if (from === "components" && to === "api" && typeOnly) return undefined;
  if (engines.includes(from) && engines.includes(to))
    return "engines know of each other only the types in schema.ts";
  if (from === "components")
    return "components import only schema.ts, core and the router's type from server/";
  return `${from} does not import ${to}`;
}
