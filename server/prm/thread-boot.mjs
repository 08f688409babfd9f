// Starts the scoring thread from its TypeScript source, where no bundle of it exists (development, tests). Node 20 takes
// no `--import tsx` for threads, so the loader is registered from inside.
import { register } from "tsx/esm/api";

register();
await import("./thread.ts");
