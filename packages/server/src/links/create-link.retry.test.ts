import { beforeEach, expect, it, vi } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OURS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { createLink } from './create-link.ts';

// Two generated slugs are never equal in a lifetime of tests; here chance says what it is told to.
const chance = vi.hoisted(() => ({ slugs: [] as string[] }));
vi.mock(import('../platform/crypto/base-encoding.ts'), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    randomText: (alphabet, length) => chance.slugs.shift() ?? original.randomText(alphabet, length),
  };
});

describeEachEngine('a generated slug that is taken', (engine) => {
  const links = useLinks(engine);
  beforeEach(async () => {
    await createLink(links.deps, OURS, { destination: 'https://example.com/', slug: 'taken77' });
  });

  const create = () => createLink(links.deps, OURS, { destination: 'https://example.com/' });

  it('is replaced by another', async () => {
    chance.slugs = ['taken77', 'taken77', 'free777'];
    expect((await create()).link.slug).toBe('free777');
    expect(await links.deps.db.selectFrom('links').select('id').execute()).toHaveLength(2);
  });

  it('is none of the words that the server keeps for itself', async () => {
    chance.slugs = ['privacy', 'ACCoUNT', 'free777'];
    expect((await create()).link.slug).toBe('free777');
  });

  it('is not replaced for ever, and its owner is not told of a conflict that was none of theirs', async () => {
    chance.slugs = Array(5).fill('taken77');
    await expect(create()).rejects.not.toHaveProperty('status', 409);
    expect(await links.deps.db.selectFrom('links').select('id').execute()).toHaveLength(1);
  });
});
