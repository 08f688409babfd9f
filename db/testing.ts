import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Client } from "pg";
import { repoPath } from "#server/core/paths";
import { type Database, openDatabase } from "./client";
import { joinServer } from "./embedded/index";
import { isAlive } from "./embedded/lock-file";

const templateLock = 731_940_219;

/** A database of its own, migrated and empty, for one test or test file; `close` drops it. */
export async function createTestDatabase(): Promise<Database> {
  const server = await testServer();
  const name = `linewise_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await onServer(server.url, async (admin) => {
    const template = await ensureTemplate(admin, server);
    await admin.query(`create database ${name} template ${template}`);
  });
  const database = await openDatabase({ url: server.urlFor(name), migrate: false });
  const close = async () => {
    await database.close();
    await onServer(server.url, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    await server.leave();
  };
  return { ...database, close };
}

/** Runs `use` on a database of its own, and drops that whatever happens. */
export async function withTestDatabase<T>(use: (database: Database) => Promise<T>): Promise<T> {
  const database = await createTestDatabase();
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

type TestServer = { url: string; urlFor: (database: string) => string; leave: () => Promise<unknown> };

/** DATABASE_URL's server, else an embedded one that forgets about durability: tests only need it to be fast. */
async function testServer(): Promise<TestServer> {
  const url = process.env.DATABASE_URL;
  if (!url) {
    const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
    return joinServer(repoPath(".linewise", "test-server"), { settings });
  }
  const urlFor = (database: string) => {
    const other = new URL(url);
    other.pathname = `/${database}`;
    return other.href;
  };
  return { url, urlFor, leave: async () => {} };
}

/** Migrating takes a second, copying a template a few hundredths. One template for each state of db/migrations. */
async function ensureTemplate(admin: Client, server: TestServer): Promise<string> {
  const template = `linewise_template_${migrationsDigest()}`;
  await admin.query("select pg_advisory_lock($1)", [templateLock]);
  try {
    const known = await admin.query<{ datname: string }>("select datname from pg_database");
    const names = known.rows.map((row) => row.datname);
    if (names.includes(template)) return template;
    for (const left of names.filter(isLeftOver))
      await admin.query(`drop database if exists ${left} with (force)`);
    const building = `linewise_building_${process.pid}`;
    await admin.query(`create database ${building}`);
    await (await openDatabase({ url: server.urlFor(building) })).close();
    await admin.query(`alter database ${building} rename to ${template}`);
    return template;
  } finally {
    await admin.query("select pg_advisory_unlock($1)", [templateLock]);
  }
}

/** Databases of test runs that were killed, and half-made templates. */
function isLeftOver(name: string): boolean {
  if (name.startsWith("linewise_building_")) return true;
  const owner = /^linewise_test_(\d+)_/.exec(name);
  return owner !== null && !isAlive(Number(owner[1]));
}

function migrationsDigest(): string {
  const folder = repoPath("db/migrations");
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith(".sql")) hash.update(name).update(readFileSync(`${folder}/${name}`));
  }
  return hash.digest("hex").slice(0, 16);
}

async function onServer<T>(url: string, use: (admin: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
