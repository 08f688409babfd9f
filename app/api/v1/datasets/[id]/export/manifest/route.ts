import { exportManifest } from "#server/api/export-download";
import { errorResponse } from "#server/api/http-error";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const { id } = await params;
    return Response.json(await exportManifest(id, new URL(request.url).searchParams));
  } catch (error) {
    return errorResponse(error);
  }
}
