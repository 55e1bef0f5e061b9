import type { IdentifyVisitor } from './identify-visitor.ts';
import type { Journal } from './journal/journal.ts';
import { VISITOR_BYTES, type VisitIntent } from './visit.ts';

/** A GET that is about to be answered. `connection`: any object that lives as long as the connection. */
export type Arrival = {
  readonly subjectId: string;
  readonly atMs: number;
  readonly connection: object;
  /** The whole address: it goes no further than this. */
  readonly clientAddress: string;
  readonly userAgent: string;
  readonly referrer: string;
  readonly intent: VisitIntent;
  /** The browser sent `Sec-GPC: 1`. */
  readonly asksForPrivacy: boolean;
};

/** Writes a visit down, and then calls `answer`: see `Journal.append`. */
export type CountVisit = (arrival: Arrival, answer: () => void) => void;

const NOWHERE = Buffer.alloc(0);
const NOBODY = Buffer.alloc(VISITOR_BYTES);

type Options = {
  readonly journal: Pick<Journal, 'append'>;
  readonly identifyVisitor: IdentifyVisitor;
  /** Whether visits with `Sec-GPC: 1` leave nothing but that they were, and what kind of browser it was. */
  readonly honourPrivacySignal: boolean;
};

/** The one way of links, shares and pages into the journal: what is not to be kept of a visitor is left out before it. */
export function createVisitCounter({ journal, identifyVisitor, honourPrivacySignal }: Options): CountVisit {
  return (arrival, answer) => {
    const { subjectId, atMs, userAgent, intent } = arrival;
    if (honourPrivacySignal && arrival.asksForPrivacy) {
      const nothing = { address: NOWHERE, visitor: NOBODY, referrer: '' };
      journal.append({ subjectId, atMs, intent, userAgent, ...nothing }, answer);
      return;
    }
    const { address, visitor } = identifyVisitor(arrival.connection, arrival.clientAddress, userAgent, atMs);
    journal.append({ subjectId, atMs, intent, address, visitor, userAgent, referrer: arrival.referrer }, answer);
  };
}
