import { expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OUR_TEST_MODE, OURS, THEIRS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { createLink } from './create-link.ts';
import { linkParams } from './link-params.ts';
import { linkNotFound } from './links.errors.ts';
import { listLinks } from './list-links.ts';
import { readLink } from './read-link.ts';
import { updateLink } from './update-link.ts';

const NOWHERE = `lnk_${'1'.repeat(22)}`;

describeEachEngine('a link of somebody else', (engine) => {
  const links = useLinks(engine);
  const create = () => createLink(links.deps, OURS, { destination: 'https://example.com/', slug: 'spring' });

  it.each([
    ['in another workspace', THEIRS],
    ['in the other mode of the workspace', OUR_TEST_MODE],
  ])('%s is answered as one that never was', async (_where, scope) => {
    const { link } = await create();
    const missing = linkNotFound();
    for (const id of [link.id, NOWHERE]) {
      await expect(readLink(links.deps, scope, id)).rejects.toEqual(missing);
      await expect(updateLink(links.deps, scope, id, { status: 'disabled' })).rejects.toEqual(missing);
    }
    expect(await listLinks(links.deps, scope, { limit: 20, offset: 0 })).toEqual({ links: [], total: 0 });
    expect(await listLinks(links.deps, scope, { q: 'spring', limit: 20, offset: 0 })).toEqual({ links: [], total: 0 });
    expect(await readLink(links.deps, OURS, link.id)).toEqual(link);
  });

  it.each(['', 'lnk_', `lnk_${'0'.repeat(22)}`, `key_${'1'.repeat(22)}`, 'lnk_\u0000', `${NOWHERE}1`, `${NOWHERE}\n`])(
    'is what an id like %j is taken for, without asking the database',
    (id) => {
      expect(() => linkParams.parse({ id })).toThrow(linkNotFound().message);
    },
  );
});
