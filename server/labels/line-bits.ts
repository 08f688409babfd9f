/** Lines of a stored bit set: bit `line - 1` of the bytes, lowest bit first. */
export function linesOfBits(bits: Buffer): number[] {
  const lines: number[] = [];
  for (let bit = 0; bit < bits.length * 8; bit += 1) {
    if (((bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0) lines.push(bit + 1);
  }
  return lines;
}

/** The bit set of some lines; the inverse of `linesOfBits`. */
export function bitsOfLines(lines: readonly number[]): Buffer {
  const bits = Buffer.alloc(Math.ceil(Math.max(0, ...lines) / 8));
  for (const line of lines) bits[(line - 1) >> 3] = (bits[(line - 1) >> 3] ?? 0) | (1 << ((line - 1) & 7));
  return bits;
}
