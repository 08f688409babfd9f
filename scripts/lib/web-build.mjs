import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { at, root } from "./root.mjs";

const stamp = at(".next", "linewise-stamp");
const sources = [
  "app",
  "components",
  "hooks",
  "lib",
  "public",
  "server",
  "db/schema",
  "db/client.ts",
  "next.config.js",
  "postcss.config.mjs",
  "package-lock.json",
  "tsconfig.json",
];

/** Whether .next was built from the sources as they are. By content, so that a fresh checkout of the same code counts. */
export function isWebBuilt() {
  try {
    return fs.existsSync(at(".next", "BUILD_ID")) && fs.readFileSync(stamp, "utf8") === digest();
  } catch {
    return false;
  }
}

/** The digest to hand to `markWebBuilt` once a build of the sources as they are now has succeeded. */
export function digest() {
  const hash = createHash("sha256").update(process.version);
  const add = (file) => {
    const info = fs.statSync(file, { throwIfNoEntry: false });
    if (info?.isDirectory()) {
      for (const name of fs.readdirSync(file).sort()) add(path.join(file, name));
    } else if (info && !/\.test\.tsx?$/.test(file)) {
      hash.update(path.relative(root, file)).update(fs.readFileSync(file));
    }
  };
  for (const source of sources) add(at(source));
  return hash.digest("hex");
}

export function markWebBuilt(digestBefore) {
  fs.writeFileSync(stamp, digestBefore);
}
