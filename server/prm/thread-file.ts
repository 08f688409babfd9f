import { existsSync } from "node:fs";

/** The scoring thread's file: the bundle beside a bundled program, else the source through its loader. */
export function threadFile(): URL {
  const bundled = new URL("./prm-thread.mjs", import.meta.url);
  return existsSync(bundled) ? bundled : new URL("./thread-boot.mjs", import.meta.url);
}
