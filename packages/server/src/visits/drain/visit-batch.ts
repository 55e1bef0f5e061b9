import type { EnrichedVisit } from '../enrich/enrich-visit.ts';
import type { Trait } from '../enrich/trait.ts';
import { formatSegmentName, type SegmentName } from '../journal/segment-name.ts';

/** A part of a segment that a batch covers. `fromBytes` is 0 where the segment was not begun. */
export type Span = { readonly segment: SegmentName; readonly fromBytes: number; readonly toBytes: number };

/** Visits on their way from the journal to the database, by subject, and the parts of segments they are from. */
export class VisitBatch {
  readonly bySubject = new Map<string, EnrichedVisit[]>();
  readonly #spans = new Map<string, Span>();
  readonly #unnumbered = new Set<Trait>();
  #visits = 0;
  #bytes = 0;

  get visits(): number {
    return this.#visits;
  }

  /** How much of the journal it covers. */
  get bytes(): number {
    return this.#bytes;
  }

  get spans(): readonly Span[] {
    return Array.from(this.#spans.values());
  }

  /** What its visits are counted by that has no number yet. */
  get unnumberedTraits(): readonly Trait[] {
    return Array.from(this.#unnumbered);
  }

  /** `visits` are all that lies between the two offsets. */
  add(segment: SegmentName, fromBytes: number, toBytes: number, visits: readonly EnrichedVisit[]): void {
    const name = formatSegmentName(segment);
    this.#spans.set(name, { segment, fromBytes: this.#spans.get(name)?.fromBytes ?? fromBytes, toBytes });
    this.#bytes += toBytes - fromBytes;
    for (const visit of visits) this.#addVisit(visit);
  }

  #addVisit(visit: EnrichedVisit): void {
    this.#visits++;
    const others = this.bySubject.get(visit.subjectId);
    if (others === undefined) this.bySubject.set(visit.subjectId, [visit]);
    else others.push(visit);
    for (const { traits } of [visit.place.area, visit.agent, visit.referrer]) {
      for (const trait of traits) if (trait.number === undefined) this.#unnumbered.add(trait);
    }
  }
}
