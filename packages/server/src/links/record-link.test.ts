import { expect, test } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OURS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { openData, openSummary } from '../platform/events/sealed-event.ts';
import { createLink } from './create-link.ts';
import { deleteLink } from './delete-link.ts';
import { recheckLinks } from './recheck-links.ts';
import { updateLink } from './update-link.ts';

const A_DAY_MS = 86_400_000;
const SPRING = { destination: 'https://example.com/spring', slug: 'spring' };

describeEachEngine('what is recorded of links', (engine) => {
  const used = useLinks(engine);

  async function recorded() {
    const { db } = used.database;
    const events = await db.selectFrom('events').selectAll().orderBy('sequence').execute();
    const entries = await db.selectFrom('audit_entries').selectAll().orderBy('number').execute();
    return {
      events: events.map((row) => ({ type: row.type, data: JSON.parse(openData(used.deps.sealer, row)) })),
      summaries: entries.map((row) => openSummary(used.deps.sealer, row)),
    };
  }

  test('creating, changing and deleting a link is told with the link, and in words', async () => {
    const { deps } = used;
    const { link } = await createLink(deps, OURS, SPRING);
    await updateLink(deps, OURS, link.id, { status: 'disabled' });
    await deleteLink({ ...deps, visits: { ...deps.visits, forget: async () => {} } }, OURS, link.id);
    const { events, summaries } = await recorded();
    expect(events.map(({ type, data }) => [type, data.id, data.status])).toEqual([
      ['link.created', link.id, 'active'],
      ['link.updated', link.id, 'disabled'],
      ['link.deleted', link.id, 'disabled'],
    ]);
    expect(summaries).toEqual([
      'Link created: /spring to https://example.com/spring.',
      'Link changed: /spring, status from active to disabled.',
      'Link deleted: /spring, which led to https://example.com/spring.',
    ]);
  });

  test('a change that is refused is not told', async () => {
    const { deps } = used;
    await createLink(deps, OURS, SPRING);
    await expect(createLink(deps, OURS, SPRING)).rejects.toThrow('taken');
    await expect(updateLink(deps, OURS, 'lnk_none', { status: 'disabled' })).rejects.toThrow('no link');
    expect((await recorded()).events).toHaveLength(1);
  });

  test('a link that turns out to be blocked is told once, and again when it is free', async () => {
    const { deps } = used;
    await createLink(deps, OURS, SPRING);
    const recheck = async () => {
      deps.clock.advance(A_DAY_MS);
      await recheckLinks(deps, deps.clock.now(), new AbortController().signal);
    };
    deps.reputation.listed = new Set(['example.com']);
    await recheck();
    await recheck();
    deps.reputation.listed = new Set();
    await recheck();
    const { events } = await recorded();
    expect(events.map(({ type, data }) => [type, data.verification.status])).toEqual([
      ['link.created', 'verified'],
      ['link.blocked', 'blocked'],
      ['link.updated', 'verified'],
    ]);
  });
});
