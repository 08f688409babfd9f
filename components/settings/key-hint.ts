import type { TeacherView } from "#server/settings/schema";

const sources: Record<TeacherView["keySource"], string> = {
  none: "None is set. Local servers need none.",
  environment: "LINEWISE_LLM_API_KEY is used.",
  stored: "One is stored, encrypted. It is never shown.",
  unreadable: "The stored one cannot be read with this data folder's secret.key: enter it again.",
};

/** Which key goes to the address that is typed, as long as none is typed beside it. */
export function keyHint(view: TeacherView, address: string): string {
  const { keySource, environmentKey } = view;
  const stored = keySource === "stored" || keySource === "unreadable";
  if (stored && address === view.baseUrl) return sources[keySource];
  if (environmentKey !== null) {
    return environmentKey.baseUrl === null || environmentKey.baseUrl === address
      ? sources.environment
      : `LINEWISE_LLM_API_KEY belongs to ${environmentKey.baseUrl} and is not sent to another address.`;
  }
  return stored ? "The stored key goes with its address: enter one for this." : sources.none;
}
