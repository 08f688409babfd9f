/** Where the program stands in a policy's reply. `start`: its offset there, in UTF-16 units. */
type Found = { code: string; start: number; fenced: boolean };

const fence = /^[ \t]{0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)[^\n]*(?:\n|$)/;
/** Reasoning before the answer may hold drafts in fences; they are not the answer. */
const reasoningEnd = "</think>";

/**
 * The program of a reply: its last fenced block, to the end of the reply where the fence is not closed; the whole reply
 * when it has no fence. What comes before the last `</think>` does not count.
 */
export function codeOfResponse(response: string): Found {
  const reasoned = response.lastIndexOf(reasoningEnd);
  const from = reasoned < 0 ? 0 : reasoned + reasoningEnd.length;
  let open: { mark: string; start: number } | null = null;
  let last: Found | null = null;
  for (let at = from; at < response.length; ) {
    const end = response.indexOf("\n", at);
    const next = end < 0 ? response.length : end + 1;
    const [, mark, word = ""] = fence.exec(response.slice(at, next)) ?? [];
    if (mark !== undefined) {
      if (open === null) open = { mark, start: next };
      else if (word === "" && mark.startsWith(open.mark)) {
        last = { code: response.slice(open.start, at), start: open.start, fenced: true };
        open = null;
      }
    }
    at = next;
  }
  if (open !== null) return { code: response.slice(open.start), start: open.start, fenced: true };
  return last ?? { code: response.slice(from), start: from, fenced: false };
}
