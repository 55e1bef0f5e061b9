import type { SubjectTally } from './tally-subject.ts';

/**
 * A tally under the number that the database has for its subject. `clicksBefore`: the total of the subject before it. `firstDay` and
 * `lastDay`: of all that is known, the tally included. `openDay`: as it was before; see `VisitSubjectTable`.
 */
export type NumberedTally = {
  readonly subject: number;
  readonly clicksBefore: number;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly openDay: number | null;
  readonly tally: SubjectTally;
};
