import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { jobs } from "#db/schema/index";
import { withTestDatabase } from "#db/testing";
import { ensureStarter, starterName } from "./ensure-starter";

it("asks for the starter problems once in a database's life, however many processes start", async () => {
  await withTestDatabase(async ({ db }) => {
    const asked = await Promise.all([ensureStarter(db), ensureStarter(db), ensureStarter(db)]);
    const [jobId, ...others] = asked.filter((id) => id !== null);
    expect(others).toEqual([]);
    const [job] = await db.select().from(jobs);
    expect(job).toMatchObject({
      id: jobId,
      kind: "import",
      payload: { dataset: starterName, build: { perLine: 5 } },
    });
    await db.update(jobs).set({ state: "succeeded" });
    expect(await ensureStarter(db)).toBeNull();
    await db.update(jobs).set({ state: "failed" });
    expect(await ensureStarter(db)).not.toBeNull();
    expect(await db.$count(jobs, eq(jobs.kind, "import"))).toBe(2);
  });
});
