/** What a client knows of one link: a click that was sent and not answered may be counted or not. */
export type Clicks = { sent: number; answered: number };

/** What clients know of links, by slug, over any number of loads and kills. */
export class Tally {
  readonly #clicks = new Map<string, Clicks>();

  of(slug: string): Clicks {
    const known = this.#clicks.get(slug);
    if (known !== undefined) return known;
    const fresh = { sent: 0, answered: 0 };
    this.#clicks.set(slug, fresh);
    return fresh;
  }

  get slugs(): string[] {
    return [...this.#clicks.keys()];
  }

  get answered(): number {
    return [...this.#clicks.values()].reduce((sum, clicks) => sum + clicks.answered, 0);
  }

  /** A sentence for each link whose count is less than what was answered, or more than what was sent. */
  contradictions(counted: ReadonlyMap<string, number>): string[] {
    return [...this.#clicks].flatMap(([slug, { sent, answered }]) => {
      const count = counted.get(slug) ?? 0;
      if (count < answered) return [`${slug}: ${answered} were answered and only ${count} are counted`];
      if (count > sent) return [`${slug}: ${sent} were sent and ${count} are counted`];
      return [];
    });
  }
}
