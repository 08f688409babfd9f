import { errorResponse } from "#server/api/http-error";
import { importUpload } from "#server/api/import-upload";

export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  try {
    const { jobId } = await importUpload(new URL(request.url).searchParams, request.body);
    return Response.json({ jobId }, { status: 202 });
  } catch (error) {
    return errorResponse(error);
  }
}
