// `npm start`: hands over to the launcher. `--dev` serves the pages from source.
import { pathToFileURL } from "node:url";
import { buildBundles, bundlesAreFresh } from "./build.mjs";
import { at } from "./lib/root.mjs";

process.env.LINEWISE_PROCESS = "launcher";
if (!bundlesAreFresh()) await buildBundles();
await import(pathToFileURL(at("dist", "launcher.mjs")).href);
