import { beforeAll, expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { readSingleVisits } from '../visits/single-visits.ts';
import { TIME } from './expected.ts';
import { useServer } from './use-server.ts';
import { CRAWLER, DESKTOP_IN_AMERICA, PHONE_IN_GERMANY, PHONE_ON_IPV6, PREFETCH, PREVIEW } from './visitors.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Bucket = { readonly start: string; readonly clicks: number; readonly unique_visitors: number };
type Analytics = { readonly series: readonly Bucket[] } & Readonly<Record<string, unknown>>;

const sum = (series: readonly Bucket[]) => series.reduce((total, { clicks }) => total + clicks, 0);

describeEachEngine('the analytics of a link', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  let id: string;
  const create = async (slug: string) =>
    ((await ask('POST', '/v1/links', { body: { destination: 'https://example.com/', slug } })).body as { id: string })
      .id;
  const analyse = async (query: Readonly<Record<string, string>> = {}, of = id): Promise<Analytics> => {
    const answer = await ask('GET', `/v1/links/${of}/analytics?${new URLSearchParams(query)}`);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body as Analytics;
  };

  beforeAll(async () => {
    id = await create('analysed');
    // Two people who come twice, one once, and three visits of nobody.
    const visitors = [PHONE_IN_GERMANY, DESKTOP_IN_AMERICA, PHONE_ON_IPV6, PREFETCH, CRAWLER, PREVIEW];
    for (const headers of [...visitors, PHONE_IN_GERMANY, DESKTOP_IN_AMERICA]) {
      await ask('GET', '/analysed', { key: null, headers });
    }
  });

  it('are the last thirty days by day, with every day in them', async () => {
    const { series, start_date, end_date, ...counts } = await analyse();
    expect(counts).toEqual({
      link_id: id,
      granularity: 'day',
      timezone: 'UTC',
      total_clicks: 8,
      unique_visitors: expect.any(Number),
      bots: 3,
      countries: [
        { country: 'US', clicks: 5 },
        { country: 'DE', clicks: 3 },
      ],
      regions: expect.arrayContaining([{ country: 'US', region: 'California', clicks: 5 }]),
      referrers: [
        { referrer: 'direct', clicks: 6 },
        { referrer: 'news.example', clicks: 2 },
      ],
      devices: expect.arrayContaining([
        { device: 'mobile', clicks: 3 },
        { device: 'desktop', clicks: 3 },
      ]),
      browsers: expect.arrayContaining([
        { browser: 'Safari', clicks: 3 },
        { browser: 'Chrome', clicks: 3 },
        { browser: 'Googlebot', clicks: 1 },
      ]),
      operating_systems: expect.arrayContaining([
        { os: 'iOS', clicks: 3 },
        { os: 'Windows', clicks: 3 },
      ]),
    });
    expect(start_date).toMatch(TIME);
    expect(Date.parse(String(end_date)) - Date.parse(String(start_date))).toBe(30 * DAY_MS);
    expect(series).toHaveLength(31);
    expect(sum(series)).toBe(8);
    for (const [index, { start }] of series.entries()) {
      expect(Date.parse(start)).toBe(Date.parse(series[0]?.start ?? '') + index * DAY_MS);
    }
    expect(series.slice(0, 29)).toEqual(
      series.slice(0, 29).map(({ start }) => ({ start, clicks: 0, unique_visitors: 0 })),
    );
  });

  it('can leave bots out', async () => {
    const { series, ...rest } = await analyse({ bots: 'exclude' });
    expect(rest).toMatchObject({
      total_clicks: 5,
      unique_visitors: 3,
      countries: [
        { country: 'DE', clicks: 3 },
        { country: 'US', clicks: 2 },
      ],
    });
    expect(sum(series)).toBe(5);
    expect(Math.max(...series.map(({ unique_visitors }) => unique_visitors))).toBe(3);
  });

  it.each([
    ['hour', 'UTC', '2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z', 24],
    ['hour', 'Europe/Berlin', '2026-03-29', '2026-03-29', 23],
    ['hour', 'Europe/Berlin', '2026-10-25', '2026-10-25', 25],
    ['day', 'Europe/Berlin', '2026-03-01', '2026-03-31', 31],
    ['week', 'UTC', '2026-01-01', '2026-01-31', 5],
    ['month', 'Asia/Kathmandu', '2025-12-01', '2026-11-30', 12],
  ])('are empty by %s in %s from %s to %s, in %i parts', async (granularity, timezone, start_date, end_date, parts) => {
    const quiet = await create(`quiet-${Date.now().toString(36)}`);
    const answer = await analyse({ granularity, timezone, start_date, end_date }, quiet);
    expect(answer).toMatchObject({
      granularity,
      timezone,
      total_clicks: 0,
      unique_visitors: 0,
      bots: 0,
      countries: [],
      regions: [],
      referrers: [],
      devices: [],
      browsers: [],
      operating_systems: [],
    });
    expect(answer.series).toHaveLength(parts);
    expect(sum(answer.series)).toBe(0);
    const starts = answer.series.map(({ start }) => start);
    expect(starts).toEqual(starts.toSorted());
    expect(new Set(starts).size).toBe(parts);
  });

  it('have weeks that begin on Monday', async () => {
    const { series } = await analyse({ granularity: 'week', start_date: '2026-01-01', end_date: '2026-01-31' });
    expect(series.map(({ start }) => start.slice(0, 10))).toEqual([
      '2025-12-29',
      '2026-01-05',
      '2026-01-12',
      '2026-01-19',
      '2026-01-26',
    ]);
  });

  it('hold what was clicked in their range, by every granularity alike', async () => {
    for (const granularity of ['hour', 'day', 'week', 'month']) {
      for (const timezone of ['UTC', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Auckland']) {
        expect(sum((await analyse({ granularity, timezone })).series), `${granularity} ${timezone}`).toBe(8);
      }
    }
    const before = { start_date: '2026-01-01', end_date: '2026-01-31' };
    expect(await analyse(before)).toMatchObject({ total_clicks: 0, countries: [] });
  });

  it('know of a click that was answered just before', async () => {
    const fresh = await create('fresh');
    for (let clicks = 1; clicks <= 5; clicks++) {
      await ask('GET', '/fresh', { key: null });
      expect(await analyse({}, fresh)).toMatchObject({ total_clicks: clicks });
    }
  });

  it('are gone with their link, and so is every single click', async () => {
    const gone = await create('soon-gone');
    await ask('GET', '/soon-gone', { key: null, headers: { 'user-agent': 'soon gone' } });
    const { db } = contract.database;
    const kept = async () => (await readSingleVisits(db)).filter(({ userAgent }) => userAgent === 'soon gone');
    await analyse({}, gone);
    expect(await kept()).toHaveLength(1);
    await ask('DELETE', `/v1/links/${gone}`);
    expect(await ask('GET', `/v1/links/${gone}/analytics`)).toMatchObject({ status: 404 });
    expect(await ask('GET', `/v1/links/${gone}/clicks`)).toMatchObject({ status: 404 });
    await expect.poll(kept).toEqual([]);
  });
});
