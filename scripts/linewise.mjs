// `npm run -s linewise -- <command>`: runs the bundled command line, bundling it first when a source is newer.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildBundles, bundlesAreFresh } from "./build.mjs";

if (!bundlesAreFresh()) await buildBundles();
await import(pathToFileURL(path.join(import.meta.dirname, "..", "dist", "cli.mjs")).href);
