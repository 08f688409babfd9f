import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { settings } from "#db/schema/index";
import { type Env, env } from "#server/core/env";
import { AppError } from "#server/core/errors";
import type { Endpoint, Prices, Sampling } from "#server/teacher/schema";
import {
  type SaveTeacher,
  type TeacherSettings,
  type TeacherView,
  type TestTeacher,
  teacherSettingsSchema,
} from "./schema";
import { openSecret, sealSecret } from "./secret-box";

const subject = "teacher";

/** What of the environment counts; tests bring their own. */
export type SettingsEnv = Pick<Env, "dataDir" | "llm">;

type Stored = { value: TeacherSettings; secret: string | null };

/** What is stored, or what the environment says as long as nothing is. */
async function readStored(db: Db, { llm }: SettingsEnv): Promise<Stored> {
  const [row] = await db.select().from(settings).where(eq(settings.key, subject));
  const given = { baseUrl: llm.baseUrl ?? "", model: llm.model ?? "" };
  const parsed = teacherSettingsSchema.safeParse(row?.value ?? given);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join("."));
    throw new AppError("invalid-input", `The LLM teacher's settings are not usable: ${names.join(", ")}.`);
  }
  return { value: parsed.data, secret: row?.secret ?? null };
}

type Key = { source: TeacherView["keySource"]; key: string | null };

/** The key that goes to an address: the stored one of that address, else the environment's if it may go there. */
function keyFor({ value, secret }: Stored, baseUrl: string, { dataDir, llm }: SettingsEnv): Key {
  if (secret !== null && baseUrl === value.baseUrl) {
    const key = openSecret(dataDir, secret, baseUrl);
    return key === null ? { source: "unreadable", key } : { source: "stored", key };
  }
  // With an address beside it, the environment's key is for that address only.
  const mayGo = llm.baseUrl === undefined || llm.baseUrl === baseUrl;
  return llm.apiKey !== undefined && mayGo
    ? { source: "environment", key: llm.apiKey }
    : { source: "none", key: null };
}

/** The settings without their key. */
export async function getTeacherView(db: Db, from: SettingsEnv = env()): Promise<TeacherView> {
  const stored = await readStored(db, from);
  const { value } = stored;
  const { source } = keyFor(stored, value.baseUrl, from);
  const { apiKey, baseUrl = null } = from.llm;
  return {
    ...value,
    keySource: source,
    environmentKey: apiKey === undefined ? null : { baseUrl },
    configured: value.baseUrl !== "" && value.model !== "",
  };
}

/**
 * Stores the settings. A key that is not given stays, but never with another base URL than the one it was given for; null
 * removes it.
 */
export async function saveTeacher(
  db: Db,
  { apiKey, ...given }: SaveTeacher,
  from: SettingsEnv = env(),
): Promise<TeacherView> {
  const value = teacherSettingsSchema.parse(given);
  const now = new Date();
  await db.transaction(async (tx) => {
    // Of two who save at once, the second one sees the first one's address.
    await tx.insert(settings).values({ key: subject, value: {}, updatedAt: now }).onConflictDoNothing();
    const [before] = await tx.select().from(settings).where(eq(settings.key, subject)).for("update");
    const same = teacherSettingsSchema.safeParse(before?.value).data?.baseUrl === value.baseUrl;
    const kept = apiKey === undefined && same ? (before?.secret ?? null) : null;
    const secret = apiKey ? sealSecret(from.dataDir, apiKey, value.baseUrl) : kept;
    await tx.update(settings).set({ value, secret, updatedAt: now }).where(eq(settings.key, subject));
  });
  return getTeacherView(db, from);
}

/** How a go that is asked for now is to sample, and at what prices. Throws `invalid-input` when no model is set up. */
export function teachingFrom(view: TeacherView): { sampling: Sampling; prices: Prices | null } {
  if (!view.configured) throw new AppError("invalid-input", notSetUp);
  const { model, temperature, maxTokens, prices } = view;
  return { sampling: { model, temperature, maxTokens }, prices };
}

export type UsableTeacher = { settings: TeacherSettings; endpoint: Endpoint };

/** The teacher with its key, for whoever calls it. Throws `invalid-input` when it is not configured. */
export async function getTeacher(db: Db, from: SettingsEnv = env()): Promise<UsableTeacher> {
  const stored = await readStored(db, from);
  const { baseUrl, model, allowPrivate } = stored.value;
  if (baseUrl === "" || model === "") {
    throw new AppError("invalid-input", notSetUp);
  }
  const { source, key } = keyFor(stored, baseUrl, from);
  if (source === "unreadable") throw new AppError("invalid-input", unreadable);
  return { settings: stored.value, endpoint: { baseUrl, apiKey: key, allowPrivate } };
}

/** Where a test of settings that are not saved yet goes, with the key in use where it belongs to that address. */
export async function endpointToTest(
  db: Db,
  { baseUrl, allowPrivate, apiKey }: TestTeacher,
  from: SettingsEnv = env(),
): Promise<Endpoint> {
  if (baseUrl === "") throw new AppError("invalid-input", "There is no base URL to test.");
  if (apiKey !== undefined) return { baseUrl, allowPrivate, apiKey };
  const { source, key } = keyFor(await readStored(db, from), baseUrl, from);
  if (source === "unreadable") throw new AppError("invalid-input", unreadable);
  return { baseUrl, allowPrivate, apiKey: key };
}

const notSetUp = "The LLM teacher is not set up: give its base URL and model on the settings page.";
const unreadable =
  "The stored key was encrypted with another data folder's secret.key. Enter it again, or set LINEWISE_LLM_API_KEY.";
