import { answerPooling } from "#server/api/serving";

export const dynamic = "force-dynamic";

export const POST = (request: Request): Promise<Response> => answerPooling(request);
