import { answerOpenApi } from "#server/api/serving";

export const GET = (): Response => answerOpenApi();
