import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { Layout } from "./layout";

export type Account = { uid: number; gid: number };

/**
 * The account the server runs as; null for our own. PostgreSQL refuses to run as root, so root lends it the account that
 * owns the folder, or `nobody`'s when that is root too.
 */
export function serverAccount(layout: Layout): Account | null {
  if (process.getuid?.() !== 0) return null;
  for (const folder of [layout.data, layout.base, path.dirname(layout.base)]) {
    if (!existsSync(folder)) continue;
    const owner = statSync(folder);
    if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

export type ServerCommand = { command: string; args: string[]; uid?: number; gid?: number };

/** How to run one of PostgreSQL's programs as `account`. */
export function asAccount(
  account: Account | null,
  program: string,
  args: string[],
  layout: Layout,
): ServerCommand {
  if (account === null) return { command: program, args };
  if ([layout.base, layout.run, program].every((file) => isReachable(file, account))) {
    return { command: program, args, uid: account.uid, gid: account.gid };
  }
  // Under a private home (/root is 0700) that account reaches neither data nor programs. It keeps one right of root's:
  // to pass file permission checks.
  const capabilities = "-all,+dac_override";
  return {
    command: "setpriv",
    args: [
      `--reuid=${account.uid}`,
      `--regid=${account.gid}`,
      "--clear-groups",
      `--inh-caps=${capabilities}`,
      `--ambient-caps=${capabilities}`,
      `--bounding-set=${capabilities}`,
      // Without it access(2), which PostgreSQL asks about its own programs, would answer as if that right were not there.
      "--securebits=+no_setuid_fixup",
      "--no-new-privs",
      program,
      ...args,
    ],
  };
}

function isReachable(file: string, account: Account): boolean {
  for (let folder = file; ; folder = path.dirname(folder)) {
    const info = statSync(folder, { throwIfNoEntry: false });
    if (info?.isDirectory()) {
      const bit = info.uid === account.uid ? 0o100 : info.gid === account.gid ? 0o010 : 0o001;
      if ((info.mode & bit) === 0) return false;
    }
    if (folder === path.dirname(folder)) return true;
  }
}
