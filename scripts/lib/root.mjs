// Runs before node_modules exist: only node: imports here and in everything setup.mjs imports.
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
export const at = (...segments) => path.join(root, ...segments);

/** Ends the process with advice when this Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Linewise needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
