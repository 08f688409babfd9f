import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { datasets, environments, models, scores } from "#db/schema/index";
import { withTestDatabase } from "#db/testing";
import { bulkInsert, takeIds } from "./bulk-insert";

describe("bulkInsert", () => {
  it("writes given ids, nulls and nested JSON, and takes fresh ids without clashing", async () => {
    await withTestDatabase(async ({ db }) => {
      await db.transaction(async (tx) => {
        const ids = await takeIds(tx, datasets, 3);
        await bulkInsert(
          tx,
          datasets,
          ids.map((id) => ({ id, name: `set ${id}` })),
        );
        await bulkInsert(tx, environments, [{ digest: "a", detail: { deep: [1, null, { "k'": '"' }] } }]);
      });
      const [added] = await db.insert(datasets).values({ name: "after" }).returning();
      expect(await db.$count(datasets)).toBe(4);
      expect(added?.id).toBe(4);
      expect((await db.select().from(environments))[0]?.detail).toEqual({ deep: [1, null, { "k'": '"' }] });
    });
  });

  it("makes storable what PostgreSQL cannot hold", async () => {
    await withTestDatabase(async ({ db }) => {
      const text = "nul \0, half \ud83d, whole 😀";
      await db.transaction((tx) => bulkInsert(tx, environments, [{ digest: text, detail: { text } }]));
      const [row] = await db.select().from(environments);
      expect(row?.digest).toBe("nul \u2400, half \ufffd, whole 😀");
      expect(row?.detail).toEqual({ text: row?.digest });
    });
  });

  it("refuses in its own words, without the rows", async () => {
    await withTestDatabase(async ({ db }) => {
      const twice = db.transaction((tx) =>
        bulkInsert(tx, datasets, [{ name: "secret" }, { name: "secret" }]),
      );
      await expect(twice).rejects.toThrow(/could not be written to datasets/);
      await expect(twice).rejects.not.toThrow(/secret/);
      await db.transaction((tx) =>
        bulkInsert(tx, datasets, [{ name: "a" }, { name: "a" }], { onConflictDoNothing: true }),
      );
      expect(await db.$count(datasets, eq(datasets.name, "a"))).toBe(1);
      expect(await db.$count(models)).toBe(await db.$count(scores));
    });
  });
});
