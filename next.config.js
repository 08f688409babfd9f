const development = process.env.NODE_ENV === "development";

/** Nothing is loaded from, sent to or framed by another host. Monaco's worker comes as a file of ours or as a blob. */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  `connect-src 'self'${development ? " ws:" : ""}`,
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // Types are checked by `npm test`; TypeScript 7 has no API that the build could call.
  typescript: { ignoreBuildErrors: true },
  // Loaded by Node from node_modules, not bundled: native, or aware of where their files lie.
  serverExternalPackages: [
    "pg",
    "pino",
    "graphile-worker",
    "drizzle-orm",
    "onnxruntime-node",
    "@ast-grep/napi",
    "@ast-grep/lang-python",
  ],
  devIndicators: false,
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "content-security-policy", value: contentSecurityPolicy },
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "no-referrer" },
        { key: "cross-origin-opener-policy", value: "same-origin" },
        { key: "cross-origin-resource-policy", value: "same-origin" },
        { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=()" },
      ],
    },
  ],
};
