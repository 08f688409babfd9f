import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { migrateDatabase } from "./migrate";
import { datasets } from "./schema/index";
import { createTestDatabase, withTestDatabase } from "./testing";

test("a test database is migrated, empty and apart from others", async () => {
  await withTestDatabase(async (one) => {
    await one.db.insert(datasets).values({ name: "only here" });
    await withTestDatabase(async (two) => {
      expect(await two.db.$count(datasets)).toBe(0);
    });
    const [row] = await one.db.select().from(datasets);
    expect(row).toMatchObject({ name: "only here", lastSeq: 0 });
  });
});

test("migrating a database that is up to date changes nothing", async () => {
  await withTestDatabase(async ({ pool, db }) => {
    const count = sql`select count(*)::int as n from drizzle.__drizzle_migrations`;
    const before = (await db.execute(count)).rows;
    await migrateDatabase(pool);
    expect((await db.execute(count)).rows).toEqual(before);
  });
});

test("closing a test database drops it", async () => {
  const kept = await createTestDatabase();
  const dropped = await createTestDatabase();
  const name = (await dropped.pool.query("select current_database() as name")).rows[0].name;
  await dropped.close();
  const left = await kept.pool.query("select 1 from pg_database where datname = $1", [name]);
  expect(left.rowCount).toBe(0);
  await kept.close();
});
