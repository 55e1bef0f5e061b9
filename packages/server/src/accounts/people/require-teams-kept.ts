import type { Db } from '../../platform/db/engine.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { listTeamsOwnedAlone } from './people-records.store.ts';

/** Throws `conflict` when somebody is the only owner of a team, which nobody could look after once they are gone. */
export async function requireTeamsKept(db: Db, workspaceId: string): Promise<void> {
  const handles = await listTeamsOwnedAlone(db, workspaceId);
  if (handles.length === 0) return;
  const teams = handles.map((handle) => `"${handle}"`).join(', ');
  throw new AppError(FAILURES.conflict, `This person is the only owner of ${teams}: hand it over or erase it first.`);
}
