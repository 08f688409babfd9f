import { type NextRequest, NextResponse } from "next/server";
import { env } from "#server/core/env";
import { guardRequest, tokenCookie } from "#server/core/http-guard";

/** Every request passes here before it reaches a page or the API. */
export function proxy(request: NextRequest): NextResponse {
  const { headers, nextUrl } = request;
  const settings = env();
  const verdict = guardRequest(
    {
      method: request.method,
      host: headers.get("host"),
      origin: headers.get("origin"),
      contentType: headers.get("content-type"),
      fetchSite: headers.get("sec-fetch-site"),
      authorization: headers.get("authorization"),
      cookie: request.cookies.get(tokenCookie)?.value,
      queryToken: nextUrl.searchParams.get("token"),
    },
    settings,
  );
  switch (verdict.kind) {
    case "pass":
      return marked(NextResponse.next());
    case "login": {
      const there = nextUrl.clone();
      there.searchParams.delete("token");
      // Relative, because behind a proxy the server does not know by which name it was called.
      const response = new NextResponse(null, {
        status: 303,
        headers: { location: there.pathname + there.search },
      });
      response.cookies.set(tokenCookie, verdict.cookie, { httpOnly: true, sameSite: "strict", path: "/" });
      return marked(response);
    }
    case "refuse":
      return marked(new NextResponse(`${verdict.message}\n`, { status: verdict.status }));
  }
}

/** Tells another Linewise that looks at this port, and nobody else anything. */
function marked(response: NextResponse): NextResponse {
  response.headers.set("x-linewise", "1");
  return response;
}
