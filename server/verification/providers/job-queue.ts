import type { Priority } from "./provider";

/** First come, first served within a priority; interactive before bulk. Adding and taking are O(1) amortised. */
export class JobQueue<T> {
  private readonly lanes: Record<Priority, { items: (T | undefined)[]; head: number }> = {
    interactive: { items: [], head: 0 },
    bulk: { items: [], head: 0 },
  };

  add(item: T, priority: Priority): void {
    this.lanes[priority].items.push(item);
  }

  /** The next item of at least this priority: asking for `bulk` gives interactive ones first. Null when there is none. */
  take(atLeast: Priority): T | null {
    const item = this.shift("interactive");
    return item === undefined && atLeast === "bulk" ? (this.shift("bulk") ?? null) : (item ?? null);
  }

  private shift(priority: Priority): T | undefined {
    const lane = this.lanes[priority];
    const item = lane.items[lane.head];
    if (item === undefined) return undefined;
    lane.items[lane.head] = undefined;
    lane.head += 1;
    if (lane.head > 1024 && lane.head * 2 > lane.items.length) {
      lane.items = lane.items.slice(lane.head);
      lane.head = 0;
    }
    return item;
  }
}
