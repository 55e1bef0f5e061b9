import type { Db } from '../platform/db/engine.ts';
import type { Caller } from '../platform/events/caller.ts';
import { type RecordDeps, recordChange } from '../platform/events/record-change.ts';
import { countVisits } from '../visits/index.ts';
import type { Link } from './link.ts';
import { presentLink } from './present-link.ts';

type Deps = RecordDeps & { readonly publicUrl: string };

type What = {
  readonly type: 'link.created' | 'link.updated' | 'link.deleted' | 'link.blocked';
  readonly summary: string;
  /** What is in the database when left out: nobody waits for the journal. */
  readonly clicks?: number;
};

/** Records what happened to `link`, as it is now. */
export async function recordLink(db: Db, deps: Deps, caller: Caller, link: Link, what: What): Promise<void> {
  const { type, summary, clicks = (await countVisits(db, [link.id])).get(link.id) ?? 0 } = what;
  const data = presentLink(link, clicks, deps.publicUrl, deps.clock.now());
  await recordChange(db, deps, caller, { type, summary, subjectId: link.id, data });
}
