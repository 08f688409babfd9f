/**
 * `text` without the given characters at its end. A pattern like `/\n+$/` takes quadratic time on a long run of them
 * that is not at the end, and texts here come from anywhere.
 */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
