import { applyEdits, type Operator } from "./operator";
import { Program } from "./program";

/** For tests: every text that an operator makes of a source, in the order of its sites. */
export function rewrites(operator: Operator, source: string): string[] {
  return operator.sites(new Program(source)).map((site) => applyEdits(source, site.edits));
}

/** For tests: a program with something for most operators. */
export const sampleProgram = `import math
def closest(items, target, limit=10):
    """The item nearest to target."""
    best = None
    gap = float('inf')
    for i in range(len(items)):
        item = items[i]
        if item < 0 and not limit:
            continue
        distance = abs(item - target)
        if distance < gap:
            gap = distance
            best = item
        else:
            limit -= 1
    if best is None:
        return 'none'
    seen = [x * 2 for x in items if x > best]
    while limit > 0 and (len(seen) == 0 or seen[-1] != best):
        seen.append(max(best, limit))
        limit //= 2
    return math.floor(gap) if gap > 1 else best`;
