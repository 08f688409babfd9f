import { errorResponse } from "#server/api/http-error";
import { modelUpload } from "#server/api/model-upload";

export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  try {
    return Response.json(await modelUpload(request), { status: 201 });
  } catch (error) {
    return errorResponse(error);
  }
}
