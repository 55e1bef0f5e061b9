import type { EnrichedVisit } from '../enrich/enrich-visit.ts';
import type { Trait } from '../enrich/trait.ts';
import { formatSegmentName, type SegmentName } from '../journal/segment-name.ts';
import type { Progress } from './progress.ts';
import { SubjectVisits } from './subject-visits.ts';
import { VisitColumns } from './visit-columns.ts';

/** A part of a segment that a batch covers: what is behind `from`, up to `toBytes`. */
export type Span = { readonly segment: SegmentName; readonly from: Progress; readonly toBytes: number };

type Subject = { readonly subjectId: string; readonly place: number; visits: number };

/** Visits on their way from the journal to the database, and the parts of segments they are from. One serves batch after batch. */
export class VisitBatch {
  readonly #columns = new VisitColumns();
  #subjects = new Map<string, Subject>();
  #spans = new Map<string, Span>();
  #unnumbered = new Set<Trait>();
  #bytes = 0;

  get visits(): number {
    return this.#columns.rows;
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

  /**
   * Covers a part of a segment, whose progress is `from` before it or before what is covered of it already. All visits that lie in it
   * have to be added as well.
   */
  cover(segment: SegmentName, from: Progress, toBytes: number): void {
    const name = formatSegmentName(segment);
    const covered = this.#spans.get(name);
    this.#bytes += toBytes - (covered?.toBytes ?? from.drainedBytes);
    this.#spans.set(name, { segment, from: covered?.from ?? from, toBytes });
  }

  add(visit: EnrichedVisit): void {
    const subject = this.#subjectOf(visit.subjectId);
    subject.visits++;
    this.#columns.add(subject.place, visit);
    this.#notice(visit.place.area.traits);
    this.#notice(visit.agent.traits);
    this.#notice(visit.referrer.traits);
  }

  /** To be called when no visit is added any more. What it returns is of no use after `clear`. */
  bySubject(): SubjectVisits[] {
    const subjects = Array.from(this.#subjects.values());
    const ends = new Uint32Array(subjects.length);
    let before = 0;
    for (const { place, visits } of subjects) {
      ends[place] = before;
      before += visits;
    }
    const rows = new Uint32Array(this.#columns.rows);
    for (let row = 0; row < rows.length; row++) {
      const place = this.#columns.subject(row);
      const end = ends[place] ?? 0;
      rows[end] = row;
      ends[place] = end + 1;
    }
    return subjects.map(
      ({ subjectId, place, visits }) =>
        new SubjectVisits(subjectId, this.#columns, rows, (ends[place] ?? 0) - visits, visits),
    );
  }

  clear(): void {
    this.#columns.clear();
    this.#subjects = new Map();
    this.#spans = new Map();
    this.#unnumbered = new Set();
    this.#bytes = 0;
  }

  #subjectOf(subjectId: string): Subject {
    const known = this.#subjects.get(subjectId);
    if (known !== undefined) return known;
    const subject = { subjectId, place: this.#subjects.size, visits: 0 };
    this.#subjects.set(subjectId, subject);
    return subject;
  }

  #notice(traits: readonly Trait[]): void {
    for (const trait of traits) if (trait.key === undefined) this.#unnumbered.add(trait);
  }
}
