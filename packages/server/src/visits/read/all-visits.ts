import { presentVisit } from '../present-visit.ts';
import type { PageRequest, VisitPage } from './list-visits.ts';

const AT_ONCE = 500;

type Lists = { list(subjectId: string, page: PageRequest): Promise<VisitPage> };

/** Every single visit of a subject that is still kept, newest first, as an export shows it. */
export async function* allVisits(visits: Lists, subjectId: string) {
  let cursor: string | undefined;
  do {
    const page: VisitPage = await visits.list(subjectId, { limit: AT_ONCE, cursor });
    for (const visit of page.visits) yield { subject_id: subjectId, ...presentVisit(visit) };
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
