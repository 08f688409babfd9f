import { parsePython } from "./parser";
import type { PyNode } from "./tree";

/** A source with its tree, and what operators ask about both. Made once for all operators. */
export class Program {
  readonly root: PyNode;
  /** The names that occur anywhere in the program. */
  readonly words: ReadonlySet<string>;
  private readonly byKind = new Map<string, PyNode[]>();
  private readonly lineStarts: number[] = [0];

  constructor(readonly source: string) {
    this.root = parsePython(source);
    for (const node of this.root.walk()) {
      const list = this.byKind.get(node.kind);
      if (list === undefined) this.byKind.set(node.kind, [node]);
      else list.push(node);
    }
    this.words = new Set(this.of("identifier").map((node) => node.text));
    for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1))
      this.lineStarts.push(at + 1);
  }

  /** All nodes of these kinds: in source order within a kind. */
  of(...kinds: string[]): PyNode[] {
    return kinds.flatMap((kind) => this.byKind.get(kind) ?? []);
  }

  /** The 1-based line of an offset. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** Offset of the first character of the line that `offset` is on. */
  lineStart(offset: number): number {
    return this.lineStarts[this.lineOf(offset) - 1] ?? 0;
  }

  /** Offset of the line end (the LF, or the end of the source) of the line that `offset` is on. */
  lineEnd(offset: number): number {
    const end = this.source.indexOf("\n", offset);
    return end === -1 ? this.source.length : end;
  }

  /** The white space that the line of `offset` begins with. */
  indentAt(offset: number): string {
    return /^[ \t]*/.exec(this.source.slice(this.lineStart(offset)))?.[0] ?? "";
  }

  /**
   * The range of whole top-level statements that a range lies in. What is outside of it parses or not, whatever is
   * done inside.
   */
  topLevelRange(start: number, end: number): { start: number; end: number } {
    const statements = this.root.parts;
    const first = statements.findLast((node) => node.start <= start);
    const last = statements.find((node) => node.end >= end);
    return {
      start: first === undefined ? 0 : this.lineStart(first.start),
      end: last === undefined ? this.source.length : this.lineEnd(last.end),
    };
  }

  /** What one level of indentation is in this program. */
  get indentUnit(): string {
    for (const block of this.of("block")) {
      const outer = block.parent === null ? "" : this.indentAt(block.parent.start);
      const inner = this.indentAt(block.start);
      if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
    }
    return "    ";
  }

  /** Whether a statement shares none of its lines with other code (a comment behind it is no code). */
  ownsLines(node: PyNode): boolean {
    const before = this.source.slice(this.lineStart(node.start), node.start);
    const after = this.source.slice(node.end, this.lineEnd(node.end));
    return before.trim() === "" && /^\s*(#.*)?$/.test(after);
  }

  /** Whether a node is on one line. */
  isOneLine(node: PyNode): boolean {
    return this.lineOf(node.start) === this.lineOf(node.end);
  }

  /** A name like `wanted` that the program does not use yet. */
  freshName(...wanted: string[]): string {
    const { words } = this;
    const free = wanted.find((name) => !words.has(name));
    if (free !== undefined) return free;
    for (let suffix = 2; ; suffix += 1) {
      const name = `${wanted[0] ?? "value"}_${suffix}`;
      if (!words.has(name)) return name;
    }
  }
}
