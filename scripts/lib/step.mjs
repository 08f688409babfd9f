import { spawn } from "node:child_process";
import { root } from "./root.mjs";

/** The environment for programs that npm's own settings would confuse. */
export function cleanEnvironment(extra = {}) {
  const kept =
    /^npm_config_(cache|registry|cafile|proxy|https_proxy|noproxy|userconfig|globalconfig|offline)$/i;
  const entries = Object.entries(process.env).filter(
    ([name]) => name !== "NODE_ENV" && (!/^npm_/i.test(name) || kept.test(name)),
  );
  return { ...Object.fromEntries(entries), NEXT_TELEMETRY_DISABLED: "1", ...extra };
}

/** How to run npm: the one that runs us, when it does. */
export function npm(...args) {
  const self = process.env.npm_execpath;
  return self ? [process.execPath, [self, ...args]] : ["npm", args];
}

/**
 * Runs one program of the set-up, telling how long it takes; its output is shown only when it fails. Ends the process
 * when it does.
 */
export async function step(name, hint, command, args, env = {}) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const live = process.stdout.isTTY;
  console.log(`  ${name} … (${hint})`);
  const child = spawn(command, args, {
    cwd: root,
    env: cleanEnvironment(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const tail = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      tail.push(String(chunk));
      if (tail.length > 200) tail.shift();
    });
  }
  const tick = setInterval(
    () => (live ? process.stdout.write(`\r  … ${seconds()} s `) : console.log(`  … ${seconds()} s`)),
    live ? 1000 : 10_000,
  );
  const stop = (signal) => {
    child.kill(signal);
    process.exit(130);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const code = await new Promise((resolve) => {
    child.on("error", (error) => {
      tail.push(error.message);
      resolve(1);
    });
    child.on("close", resolve);
  });
  process.off("SIGINT", stop).off("SIGTERM", stop);
  clearInterval(tick);
  if (live) process.stdout.write("\r\x1b[K");
  if (code !== 0) {
    console.error(tail.join(""));
    console.error(`\n${name} failed after ${seconds()} s; the output is above.`);
    process.exit(1);
  }
  console.log(`  ${name}: done in ${seconds()} s`);
}
