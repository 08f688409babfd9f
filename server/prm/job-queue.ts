/** Programs that share their beginnings, to be read by one thread one after the other. */
export type Group = string | symbol;

/** Which group a thread is working on, and from which end of its order. */
export type Place = { group: Group; end: "front" | "back" };

/**
 * What waits for a thread. People's work goes first, in the order it came. The rest goes by groups, the oldest first: a
 * thread stays with its group to its end, takes one that no other thread works on, or else helps another thread from
 * the far end, so that each reads neighbours.
 */
export class JobQueue<Job extends object> {
  #people: Job[] = [];
  /** By age; none is empty. */
  readonly #groups = new Map<Group, Job[]>();

  push(job: Job, { group, first }: { group: Group; first: boolean }): void {
    if (first) this.#people.push(job);
    else {
      const others = this.#groups.get(group);
      if (others === undefined) this.#groups.set(group, [job]);
      else others.push(job);
    }
  }

  /** The next job of a thread that was last at `place`, and where it is then; `busy`: groups that other threads work on. */
  take(place: Place | null, busy: ReadonlySet<Group>): { job: Job; place: Place | null } | null {
    const person = this.#people.shift();
    if (person !== undefined) return { job: person, place };
    const next = this.#nextPlace(place, busy);
    if (next === null) return null;
    const jobs = this.#groups.get(next.group) ?? [];
    const job = next.end === "front" ? jobs.shift() : jobs.pop();
    if (jobs.length === 0) this.#groups.delete(next.group);
    return job === undefined ? null : { job, place: next };
  }

  remove(job: Job): void {
    this.#people = this.#people.filter((each) => each !== job);
    for (const [group, jobs] of this.#groups) {
      const index = jobs.indexOf(job);
      if (index < 0) continue;
      jobs.splice(index, 1);
      if (jobs.length === 0) this.#groups.delete(group);
      return;
    }
  }

  /** Everything that waits; nothing does afterwards. */
  drain(): Job[] {
    const all = [...this.#people, ...[...this.#groups.values()].flat()];
    this.#people = [];
    this.#groups.clear();
    return all;
  }

  #nextPlace(place: Place | null, busy: ReadonlySet<Group>): Place | null {
    if (place !== null && this.#groups.has(place.group)) return place;
    for (const group of this.#groups.keys()) if (!busy.has(group)) return { group, end: "front" };
    for (const group of this.#groups.keys()) return { group, end: "back" };
    return null;
  }
}
