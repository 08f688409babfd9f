import { exportDownload, exportManifest } from "#server/api/export-download";
import { errorResponse } from "#server/api/http-error";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const { id } = await params;
    if (query.get("manifest") === "1") return Response.json(await exportManifest(id, query));
    return await exportDownload(id, query);
  } catch (error) {
    return errorResponse(error);
  }
}
