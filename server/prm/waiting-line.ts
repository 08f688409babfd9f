const priorities = ["interactive", "bulk"] as const;
export type Priority = (typeof priorities)[number];

/** First in, first out, but whoever a person waits for goes ahead of bulk work. */
export class WaitingLine<Item> {
  readonly #items: Record<Priority, Item[]> = { interactive: [], bulk: [] };

  push(item: Item, priority: Priority): void {
    this.#items[priority].push(item);
  }

  /** The next item; undefined when none waits. */
  shift(): Item | undefined {
    return this.#items.interactive.shift() ?? this.#items.bulk.shift();
  }

  /** Takes an item out wherever it stands; false when it is not there (any more). */
  remove(item: Item): boolean {
    return priorities.some((priority) => {
      const index = this.#items[priority].indexOf(item);
      if (index >= 0) this.#items[priority].splice(index, 1);
      return index >= 0;
    });
  }

  get size(): number {
    return this.#items.interactive.length + this.#items.bulk.length;
  }
}
