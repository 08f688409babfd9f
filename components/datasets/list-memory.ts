import { z } from "zod";

const memorySchema = z.object({ offset: z.number(), selectedId: z.number().nullable() });
export type ListMemory = z.infer<typeof memorySchema>;

const prefix = "linewise.list.";

/** Where a list was left, so that Back finds it as it was. Kept for the tab only. */
export function recallList(key: string): ListMemory {
  const nothing = { offset: 0, selectedId: null };
  if (typeof window === "undefined") return nothing;
  try {
    const parsed = memorySchema.safeParse(JSON.parse(sessionStorage.getItem(prefix + key) ?? "null"));
    return parsed.data ?? nothing;
  } catch {
    // Storage may be full, forbidden or spoilt; the list then starts at its top.
    return nothing;
  }
}

export function rememberList(key: string, memory: ListMemory): void {
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify(memory));
  } catch {
    // See above: a list that forgets is no reason to stop.
  }
}
