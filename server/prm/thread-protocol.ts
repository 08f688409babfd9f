import { z } from "zod";
import { prmManifestSchema, scoreRequestSchema } from "./schema";

/** What a scoring thread is started with. `nice`: how far it steps back behind other threads that want a core, 0–19. */
export const threadDataSchema = z.object({
  dir: z.string(),
  manifest: prmManifestSchema,
  nice: z.int().min(0).max(19),
  /** One Int32: the id of the request that is not wanted any more. A thread at work reads no messages. */
  unwanted: z.instanceof(SharedArrayBuffer),
});
export type ThreadData = z.infer<typeof threadDataSchema>;

export const threadRequestSchema = z.object({ id: z.int(), request: scoreRequestSchema });
export type ThreadRequest = z.infer<typeof threadRequestSchema>;

/** Raw numbers of a program: one a line and a last one for end of program, null where there is none. */
export const rawScoresSchema = z.object({
  raw: z.array(z.number().nullable()),
  tokens: z.int(),
  windows: z.int(),
  /** Tokens of all windows that were not read again, because an earlier program had begun with them. */
  reused: z.int(),
});
export type RawScores = z.infer<typeof rawScoresSchema>;

export const threadReplySchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  /** The model could not be opened, or is not what its manifest says. */
  z.object({ kind: z.literal("refused"), reason: z.string() }),
  z.object({ kind: z.literal("scored"), id: z.int(), result: rawScoresSchema }),
  z.object({ kind: z.literal("failed"), id: z.int(), reason: z.string() }),
]);
export type ThreadReply = z.infer<typeof threadReplySchema>;
