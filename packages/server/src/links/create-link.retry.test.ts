import { beforeEach, expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OURS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { createLink } from './create-link.ts';

describeEachEngine('a generated slug that is taken', (engine) => {
  const links = useLinks(engine);
  beforeEach(async () => {
    await createLink(links.deps, OURS, { destination: 'https://example.com/', slug: 'taken77' });
  });

  /** Two generated slugs are never equal in a lifetime of tests; here chance says what it is told to. */
  const create = (...chances: string[]) => {
    const deps = { ...links.deps, randomText: () => chances.shift() ?? '' };
    return createLink(deps, OURS, { destination: 'https://example.com/' });
  };

  it('is replaced by another', async () => {
    expect((await create('taken77', 'taken77', 'free777')).link.slug).toBe('free777');
    expect(await links.deps.db.selectFrom('links').select('id').execute()).toHaveLength(2);
  });

  it('is none of the words that the server keeps for itself', async () => {
    expect((await create('privacy', 'ACCoUNT', 'free777')).link.slug).toBe('free777');
  });

  it('is not replaced for ever, and its owner is not told of a conflict that was none of theirs', async () => {
    await expect(create(...Array<string>(5).fill('taken77'))).rejects.not.toHaveProperty('status', 409);
    expect(await links.deps.db.selectFrom('links').select('id').execute()).toHaveLength(1);
  });
});
