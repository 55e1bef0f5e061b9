import type { Person } from '../accounts/index.ts';
import { sealComment } from './comments/comment.ts';
import { tagEmail } from './grants/email-tag.ts';
import type { PageDeps } from './page-deps.ts';
import { deleteGrantsOf, listCommentsBy, renameAuthor } from './person-traces.store.ts';

const AT_ONCE = 100;
const NOBODY = 'erased';

/** Leaves nothing of a person on the pages of others: their grants go, and what they wrote there is nobody's. */
export async function erasePersonTraces(
  { db, sealer, keyring }: Pick<PageDeps, 'db' | 'sealer' | 'keyring'>,
  person: Pick<Person, 'id' | 'email'>,
): Promise<void> {
  await deleteGrantsOf(db, { personId: person.id, emailTag: tagEmail(keyring, person.email) });
  for (;;) {
    const comments = await listCommentsBy(db, person.id, AT_ONCE);
    for (const { id } of comments) {
      await renameAuthor(db, id, { id: NOBODY, name: sealComment(sealer, id, 'author_name', NOBODY) });
    }
    if (comments.length < AT_ONCE) return;
  }
}
