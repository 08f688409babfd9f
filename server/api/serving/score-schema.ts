/** `POST /api/v1/score`: what is sent and what comes back. Keys are snake_case because most callers are Python. */
import { z } from "zod";
import { aggregateSchema, creditSchema, maxCharacters, maxPrograms } from "#server/prm/schema";

const maxCode = 200_000;
const maxPrompt = 50_000;

const promptSchema = z.string().max(maxPrompt);

/** How scores become rewards; without `credit` there are none. */
export const rewardOptionsSchema = z.object({
  model: z.string().max(200).optional().meta({
    description:
      "A registered model: its id, name@version, or the first digits of its digest. Default: the one in use.",
  }),
  aggregate: aggregateSchema.optional().meta({ description: "Instead of the model's own." }),
  credit: z.enum(["sum", "min"]).optional().meta({
    description:
      "Gives every line a reward: its score (sum), or its score times its softmin weight, so that rewards add up to about the smallest score (min).",
  }),
  credit_temperature: creditSchema.shape.temperature.meta({ description: "Of the softmin." }),
  divide_by_length: z
    .boolean()
    .default(false)
    .meta({ description: "Divides rewards by the number of scored lines." }),
  comments_neutral: z.boolean().default(true).meta({
    description:
      "Comments, docstrings and lone brackets have no score. No label has trained what a model says of them.",
  }),
});
export type RewardOptions = z.infer<typeof rewardOptionsSchema>;

const programSchema = z
  .strictObject({
    id: z
      .union([z.string().max(200), z.int()])
      .optional()
      .meta({ description: "Comes back as it is." }),
    code: z.string().max(maxCode).optional().meta({ description: "The program itself." }),
    response: z.string().max(maxCode).optional().meta({
      description:
        "A policy's reply: the program is its last fenced block, or all of it. Spans are offsets into the reply.",
    }),
    prompt: promptSchema
      .optional()
      .meta({ description: "This program's statement, instead of the request's." }),
  })
  .refine(({ code, response }) => (code === undefined) !== (response === undefined), {
    error: "Give either code or response.",
  });

export const scoreBodySchema = z
  .strictObject({
    problem: z
      .int32()
      .optional()
      .meta({ description: "Id of a problem whose statement the programs are to fulfil." }),
    prompt: promptSchema.optional().meta({ description: "The statement, where there is no problem." }),
    programs: z.array(programSchema).min(1).max(maxPrograms),
    ...rewardOptionsSchema.shape,
  })
  .refine(({ problem, prompt }) => problem === undefined || prompt === undefined, {
    error: "Give either problem or prompt.",
  })
  .meta({ description: `At most ${maxCharacters} characters in all.` });
export type ScoreBody = z.infer<typeof scoreBodySchema>;

const stepSchema = z.object({
  score: z.number().nullable().meta({ description: "Null where the model does not speak." }),
  reward: z.number().nullable().optional(),
});

const lineSchema = stepSchema.extend({
  line: z.int().positive(),
  start: z.int().nonnegative().meta({ description: "Offset of the line's first character, in code points." }),
  end: z.int().nonnegative().meta({ description: "Offset after its last character, line end excluded." }),
});

export const scoreAnswerSchema = z.object({
  model: z.object({
    name: z.string(),
    version: z.string(),
    digest: z.string().meta({ description: "Of everything that decides a score." }),
    calibration_digest: z.string().meta({ description: "Of calibration and threshold." }),
    calibrated: z.boolean(),
    threshold: z.number(),
  }),
  aggregate: aggregateSchema,
  in_sample: z.boolean().nullable().meta({
    description: "Whether the model was trained on the problem; null where no problem was named.",
  }),
  programs: z.array(
    z.object({
      id: z.union([z.string(), z.int()]).optional(),
      lines: z.array(lineSchema),
      end_of_program: stepSchema,
      first_error: z.int().nullable().meta({
        description: "First line below the threshold; one more than the last line for end of program.",
      }),
      aggregate: z.number().nullable().meta({ description: "Over the lines up to the first error." }),
      reward: z.number().optional().meta({ description: "Sum of the rewards." }),
      fenced: z.boolean().optional().meta({ description: "Of a reply: whether its code stood in a fence." }),
      tokens: z.int(),
      windows: z.int().meta({ description: "More than one: too long for the model's context." }),
    }),
  ),
});
export type ScoreAnswer = z.infer<typeof scoreAnswerSchema>;

export const errorAnswerSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    retryable: z.boolean(),
    detail: z.record(z.string(), z.unknown()),
  }),
});
