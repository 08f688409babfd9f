import { z } from "zod";

/** What a link to the score page holds. It stands behind the #, which never leaves the browser. */
const linkSchema = z.object({
  problem: z.int().nullable(),
  code: z.string(),
  statement: z.string(),
  tests: z.string(),
});
export type LinkState = z.infer<typeof linkSchema>;

/** Longer addresses are cut off by what people paste them into. */
const maxHash = 16_000;
/** Of what a link unpacks to. */
const maxBytes = 500_000;
const mark = "#s=";

/** The hash of a link; null when the program is too long for one. */
export async function linkHash(state: LinkState): Promise<string | null> {
  const packed = new Blob([JSON.stringify(state)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const hash = mark + text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return hash.length > maxHash ? null : hash;
}

/** What a hash holds; null when it is no link's, or a damaged one's. */
export async function readLink(hash: string): Promise<LinkState | null> {
  if (!hash.startsWith(mark) || hash.length > maxHash) return null;
  try {
    const text = atob(hash.slice(mark.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return linkSchema.parse(JSON.parse(await boundedText(stream)));
  } catch {
    return null;
  }
}

/** Takes a link's state out of the address: once read or typed over, a reload must not bring it back. */
export function leaveLink(): void {
  if (!window.location.hash.startsWith(mark)) return;
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
}

/** Few bytes can unpack to very many: reading ends at the bound. */
async function boundedText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > maxBytes) {
      await reader.cancel();
      throw new Error("the link holds too much");
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
