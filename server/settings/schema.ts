import { z } from "zod";
import { endpointSchema, pricesSchema, samplingSchema } from "../teacher/schema";

/** The LLM teacher as people set it, without its key. */
export const teacherSettingsSchema = z.object({
  /** Empty: not configured. */
  baseUrl: z.union([z.literal(""), endpointSchema.shape.baseUrl]).default(""),
  model: z.union([z.literal(""), samplingSchema.shape.model]).default(""),
  allowPrivate: z.boolean().default(false),
  temperature: samplingSchema.shape.temperature,
  maxTokens: samplingSchema.shape.maxTokens,
  /** Calls in flight at once. */
  concurrency: z.int().min(1).max(64).default(4),
  prices: pricesSchema.nullable().default(null),
});
export type TeacherSettings = z.output<typeof teacherSettingsSchema>;

/**
 * Where the key comes from. `unreadable`: one is stored, but this data folder's key file is not the one that it was
 * encrypted with.
 */
export const keySources = ["none", "environment", "stored", "unreadable"] as const;

/** What the settings page sees: everything but the key itself. */
export const teacherViewSchema = teacherSettingsSchema.extend({
  keySource: z.enum(keySources),
  /** The address that LINEWISE_LLM_API_KEY goes to, null there: every one; null: there is no such key. */
  environmentKey: z.object({ baseUrl: z.string().nullable() }).nullable(),
  /** Whether a go can be started: there are an address and a model. Local servers need no key. */
  configured: z.boolean(),
});
export type TeacherView = z.infer<typeof teacherViewSchema>;

/** `apiKey` absent: the stored one stays, unless the base URL changes; null: it is removed. */
export const saveTeacherSchema = teacherSettingsSchema.extend({
  apiKey: z.string().trim().min(1).max(1000).nullish(),
});
export type SaveTeacher = z.output<typeof saveTeacherSchema>;

/** `apiKey` absent: the key in use, if the base URL is the one that it belongs to. */
export const testTeacherSchema = saveTeacherSchema.pick({
  baseUrl: true,
  model: true,
  allowPrivate: true,
  apiKey: true,
});
export type TestTeacher = z.output<typeof testTeacherSchema>;
