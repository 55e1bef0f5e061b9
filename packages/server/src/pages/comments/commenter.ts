import { findPerson, findPersonOfWorkspace } from '../../accounts/index.ts';
import type { Access, Asker } from '../page-access.ts';
import type { PageDeps } from '../page-deps.ts';
import type { Commenter } from './add-comment.ts';

/** As whom a key or a session comments: a person where there is one behind it, else its workspace. */
export async function commenterOf({ db }: Pick<PageDeps, 'db'>, asker: Asker, access: Access): Promise<Commenter> {
  const { personId, kind, workspaceId } = asker.principal;
  const moderates = access.role !== 'viewer';
  const personal = kind === 'personal' ? await findPersonOfWorkspace({ db }, workspaceId) : undefined;
  const person = personId === null ? personal : await findPerson({ db }, personId);
  if (person !== undefined)
    return { author: { kind: 'person', id: person.id, name: person.name || person.username }, moderates };
  return { author: { kind: 'workspace', id: workspaceId, name: access.workspace.name }, moderates };
}
