import { beforeAll, expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { refusal, TIME } from './expected.ts';
import { useServer } from './use-server.ts';
import { CRAWLER, DESKTOP_IN_AMERICA, PHONE_IN_GERMANY, PHONE_ON_IPV6, PREFETCH, PREVIEW } from './visitors.ts';

type Page = {
  readonly data: readonly { readonly user_agent: string }[];
  readonly pagination: { readonly next_cursor: string | null; readonly has_more: boolean };
};

describeEachEngine('the single clicks of a link', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  let id: string;
  const visit = (headers: Readonly<Record<string, string>>, slug = 'clicked') =>
    ask('GET', `/${slug}`, { key: null, headers });
  const create = async (slug: string) =>
    ((await ask('POST', '/v1/links', { body: { destination: 'https://example.com/', slug } })).body as { id: string })
      .id;
  const list = async (query = '', of = id) => (await ask('GET', `/v1/links/${of}/clicks${query}`)).body as Page;

  beforeAll(async () => {
    id = await create('clicked');
    for (const visitor of [PHONE_IN_GERMANY, DESKTOP_IN_AMERICA, PHONE_ON_IPV6, PREFETCH, CRAWLER, PREVIEW]) {
      expect(await visit(visitor)).toMatchObject({ status: 301 });
    }
  });

  it('are listed newest first, with what is known of each and nobody’s address', async () => {
    const { data, pagination } = await list();
    expect(pagination).toEqual({ limit: 20, next_cursor: null, has_more: false });
    const phone = { device: 'mobile', browser: 'Safari', os: 'iOS', bot: false, bot_kind: null };
    const desktop = { device: 'desktop', browser: 'Chrome', os: 'Windows' };
    expect(data).toMatchObject([
      { ip_address: '8.8.8.0', bot: true, bot_kind: 'preview' },
      { ip_address: '8.8.8.0', bot: true, bot_kind: 'crawler', browser: 'Googlebot' },
      { ip_address: '8.8.8.0', bot: true, bot_kind: 'prefetch', ...desktop },
      { ip_address: '2a02:2e0:3fe::', referrer: null, location: { country: 'DE' }, ...phone },
      { ip_address: '8.8.8.0', location: { country: 'US', region: 'California' }, bot: false, ...desktop },
      { ip_address: '193.99.144.0', referrer: PHONE_IN_GERMANY.referer, location: { country: 'DE' }, ...phone },
    ]);
    expect(data.at(-1)).toEqual({
      timestamp: expect.stringMatching(TIME),
      ip_address: '193.99.144.0',
      user_agent: PHONE_IN_GERMANY['user-agent'],
      referrer: PHONE_IN_GERMANY.referer,
      location: { country: 'DE', region: expect.any(String) },
      ...phone,
    });
  });

  it('come in pages that neither repeat nor leave out, also while more come', async () => {
    const seen = [];
    let cursor = '';
    do {
      const page: Page = await list(`?limit=2${cursor}`);
      expect(page.pagination.has_more).toBe(page.pagination.next_cursor !== null);
      seen.push(...page.data.map(({ user_agent }) => user_agent));
      cursor = page.pagination.next_cursor === null ? '' : `&cursor=${encodeURIComponent(page.pagination.next_cursor)}`;
      await visit({ 'user-agent': 'latecomer' });
    } while (cursor !== '');
    expect(seen.toReversed()).toEqual(
      [PHONE_IN_GERMANY, DESKTOP_IN_AMERICA, PHONE_ON_IPV6, PREFETCH, CRAWLER, PREVIEW].map(
        (visitor) => visitor['user-agent'],
      ),
    );
  });

  it('refuse the cursor of another link', async () => {
    const other = await create('other');
    for (let visits = 0; visits < 2; visits++) await visit({}, 'other');
    const { pagination } = await list('?limit=1', other);
    const path = `/clicks?cursor=${encodeURIComponent(pagination.next_cursor ?? '')}`;
    expect(await ask('GET', `/v1/links/${other}${path}`)).toMatchObject({ status: 200 });
    expect(await ask('GET', `/v1/links/${id}${path}`)).toEqual(refusal('invalid', 'cursor'));
  });

  it('keep headers of any bytes and any length from breaking anything', async () => {
    const odd = await create('odd');
    const agents = [
      '',
      '\u00ff\u00fe\u0080',
      'x'.repeat(4_000),
      '<script>alert(1)</script>',
      "'; drop table visits; --",
    ];
    for (const agent of agents) {
      const headers = {
        'user-agent': agent,
        referer: `https://odd.example/${agent.slice(0, 100)}`,
        'x-forwarded-for': 'nonsense',
      };
      expect(await visit(headers, 'odd')).toMatchObject({ status: 301 });
    }
    const { data } = await list('', odd);
    expect(data).toHaveLength(agents.length);
    expect(data[0]).toMatchObject({ user_agent: agents[4], ip_address: '127.0.0.0' });
    expect((await ask('GET', `/v1/links/${odd}/analytics`)).body).toMatchObject({ total_clicks: agents.length });
  });

  it('are none for a link that nobody followed', async () => {
    const quiet = await create('quiet');
    expect(await list('', quiet)).toEqual({ data: [], pagination: { limit: 20, next_cursor: null, has_more: false } });
  });
});
