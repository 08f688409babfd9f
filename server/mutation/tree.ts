/** Kinds of nodes that open a scope of local names. */
export const scopeKinds = new Set(["module", "function_definition", "lambda", "class_definition"]);

function isPart(node: PyNode): boolean {
  return node.named && node.kind !== "comment" && node.kind !== "line_continuation";
}

/**
 * A node of a parsed program as a plain object: operators walk trees a lot, and calls into the parser cost more than
 * building this once. Offsets are UTF-16 indices into the source, `end` exclusive.
 */
export class PyNode {
  readonly children: PyNode[] = [];
  private knownParts: PyNode[] | undefined;

  constructor(
    readonly source: string,
    readonly kind: string,
    readonly start: number,
    readonly end: number,
    readonly named: boolean,
    readonly parent: PyNode | null,
    /** Position among the parent's children. */
    readonly position: number,
  ) {}

  get text(): string {
    return this.source.slice(this.start, this.end);
  }

  /** Named children without comments and joined lines' backslashes. */
  get parts(): readonly PyNode[] {
    this.knownParts ??= this.children.filter(isPart);
    return this.knownParts;
  }

  /** The first child of one of these kinds (token text for anonymous nodes). */
  child(...kinds: string[]): PyNode | undefined {
    return this.children.find((child) => kinds.includes(child.kind));
  }

  /** The first part after the first child of this kind: `after("=")` is an assignment's value. */
  after(kind: string): PyNode | undefined {
    const at = this.children.findIndex((child) => child.kind === kind);
    return at === -1 ? undefined : this.children.slice(at + 1).find(isPart);
  }

  /** The nearest enclosing node (not itself) of one of these kinds. */
  closest(...kinds: string[]): PyNode | undefined {
    for (let node = this.parent; node !== null; node = node.parent)
      if (kinds.includes(node.kind)) return node;
    return undefined;
  }

  /** Itself and everything below, in source order. */
  walk(into: PyNode[] = []): PyNode[] {
    into.push(this);
    for (const child of this.children) child.walk(into);
    return into;
  }

  /** Everything below (and itself) of one of these kinds, in source order. */
  all(...kinds: string[]): PyNode[] {
    return this.walk().filter((node) => kinds.includes(node.kind));
  }

  /** Whether a node of one of these kinds is at or below this one. */
  has(...kinds: string[]): boolean {
    return kinds.includes(this.kind) || this.children.some((child) => child.has(...kinds));
  }

  /** The scope (function, lambda, class or module) that this node's names live in. */
  get scope(): PyNode {
    for (let node = this.parent; node !== null; node = node.parent)
      if (scopeKinds.has(node.kind)) return node;
    return this;
  }
}
