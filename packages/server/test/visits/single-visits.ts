import type { Db } from '../../src/platform/db/engine.ts';
import { type OrderedVisit, unpackVisits } from '../../src/visits/chunks/visit-chunk.ts';

export type SingleVisit = OrderedVisit & { readonly subjectId: string };

/** All single visits of the tables, in the order of time, whether a quarter hour leads to them or not. */
export async function readSingleVisits(db: Db): Promise<SingleVisit[]> {
  const chunks = await db
    .selectFrom('visit_chunks')
    .innerJoin('visit_subjects', 'visit_subjects.number', 'visit_chunks.subject')
    .select(['subject_id as subjectId', 'visits'])
    .execute();
  const visits = chunks.flatMap(({ subjectId, visits }) =>
    unpackVisits(visits).map((visit): SingleVisit => ({ ...visit, subjectId })),
  );
  return visits.sort((one, other) => one.atMs - other.atMs || one.ordinal - other.ordinal);
}
