/** The id of an address's segment; null when it is none ("12x", "-1", ""). */
export function readId(segment: string): number | null {
  return /^[1-9]\d{0,14}$/.test(segment) ? Number(segment) : null;
}
