import { answerScore } from "#server/api/serving";

export const dynamic = "force-dynamic";

export const POST = (request: Request): Promise<Response> => answerScore(request);
