import { inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { clusterKeys } from "#db/schema/index";
import { bulkInsert } from "../bulk-insert";

/**
 * The cluster of each problem, given its likeness keys: problems that share a key, directly or through others, share a
 * cluster, over all datasets. Where a problem joins two clusters, they become one, although their problems may be in
 * different splits. The caller holds the import lock.
 */
export async function assignClusters(tx: Tx, problems: readonly (readonly string[])[]): Promise<string[]> {
  const keys = [...new Set(problems.flat())];
  const known =
    keys.length === 0 ? [] : await tx.select().from(clusterKeys).where(inArray(clusterKeys.key, keys));
  const clusterOf = new Map(known.map(({ key, cluster }) => [key, cluster]));
  const merged = new Map<string, string>();
  const assigned = problems.map((own) => {
    const found = [...new Set(own.flatMap((key) => clusterOf.get(key) ?? []))].sort();
    // Whatever has no keys is like nothing else.
    const cluster = found[0] ?? own[0] ?? `own:${crypto.randomUUID()}`;
    for (const other of found.slice(1)) {
      merged.set(other, cluster);
      for (const [key, each] of clusterOf) if (each === other) clusterOf.set(key, cluster);
    }
    for (const key of own) clusterOf.set(key, cluster);
    return cluster;
  });
  const final = (cluster: string): string => {
    const into = merged.get(cluster);
    return into === undefined ? cluster : final(into);
  };
  for (const from of merged.keys()) {
    await tx.execute(sql`update problems set cluster = ${final(from)} where cluster = ${from}`);
    await tx.execute(sql`update cluster_keys set cluster = ${final(from)} where cluster = ${from}`);
  }
  const isKnown = new Set(known.map(({ key }) => key));
  const fresh = keys.filter((key) => !isKnown.has(key));
  await bulkInsert(
    tx,
    clusterKeys,
    fresh.map((key) => ({ key, cluster: final(clusterOf.get(key) ?? key) })),
  );
  return assigned.map(final);
}
