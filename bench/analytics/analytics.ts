import { parseArgs } from 'node:util';
import type { Engine } from '../../packages/server/src/platform/db/engine.ts';
import { AppError } from '../../packages/server/src/platform/http/app-error.ts';
import type { AnalyticsQuestion, Visits } from '../../packages/server/src/visits/index.ts';
import { quantile } from '../measure/quantile.ts';
import { openStoreUnderTest, type StoreUnderTest } from './store-under-test.ts';
import { linkId, type Spread, syntheticClicks } from './synthetic-clicks.ts';
import { writeSegments } from './write-segments.ts';

const YEAR_MS = 365 * 86_400_000;
const MONTH_MS = 30 * 86_400_000;
/** What the drain has to keep up with. */
const CLICKS_PER_SECOND = 50_000;
const LIVE_CLICKS_MAX = 3_000_000;
/** Written and drained in turn, so that the journal needs little room. */
const SLICE = 1_000_000;
const QUESTIONS = 60;

const SPREADS: readonly Spread[] = [
  { links: 1, kind: 'one link' },
  { links: 10_000, kind: 'Zipf' },
  { links: 10_000, kind: 'even' },
];

/** A disk that stands still for some seconds, as at a checkpoint of PostgreSQL, makes the server say that it is not available. */
async function untilDrained(visits: Visits): Promise<void> {
  for (;;) {
    try {
      return await visits.drainPending();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
    }
  }
}

/** Drains clicks of the last `spanMs`; resolves with clicks a second, the time of writing the journal left out. */
async function fill(store: StoreUnderTest, spread: Spread, clicks: number, spanMs: number): Promise<number> {
  const toMs = Date.now();
  const source = syntheticClicks({ clicks, spread, fromMs: toMs - spanMs, toMs });
  let drainingMs = 0;
  for (let left = clicks; left > 0; left -= SLICE) {
    writeSegments(store.journalDirectory, source, Math.min(SLICE, left));
    const startedMs = performance.now();
    await untilDrained(store.visits);
    drainingMs += performance.now() - startedMs;
  }
  return clicks / (drainingMs / 1_000);
}

/** p50 and p95 in milliseconds of the same question about the links that are followed most. */
async function ask(store: StoreUnderTest, spread: Spread, question: AnalyticsQuestion): Promise<[number, number]> {
  const tookMs: number[] = [];
  for (let index = 0; index < QUESTIONS; index++) {
    const startedMs = performance.now();
    await store.visits.analyse(linkId(index % spread.links), question);
    tookMs.push(performance.now() - startedMs);
  }
  const warm = tookMs.slice(QUESTIONS / 6);
  return [quantile(warm, 0.5), quantile(warm, 0.95)];
}

async function measure(engine: Engine, spread: Spread, clicks: number): Promise<void> {
  const store = await openStoreUnderTest(engine);
  try {
    const rate = await fill(store, spread, clicks, YEAR_MS);
    const endMs = Date.now();
    const year = { startMs: endMs - YEAR_MS, endMs, granularity: 'day', bots: 'include' } as const;
    const month = { startMs: endMs - MONTH_MS, endMs, granularity: 'hour', bots: 'include' } as const;
    const rows = [
      await ask(store, spread, { ...year, timeZone: 'UTC' }),
      await ask(store, spread, { ...year, timeZone: 'Asia/Kathmandu' }),
      await ask(store, spread, { ...month, timeZone: 'Europe/Berlin' }),
    ];
    const cells = rows.map(([p50, p95]) => `${p50.toFixed(1).padStart(6)} / ${p95.toFixed(1)}`.padEnd(16));
    process.stdout.write(
      `${engine.padEnd(9)} ${`${spread.links.toLocaleString('en')} (${spread.kind})`.padEnd(18)} ` +
        `${Math.round(rate).toLocaleString('en').padStart(8)}  ${cells.join(' ')}\n`,
    );
  } finally {
    await store.close();
  }
}

/** Clicks that were answered just now, 50,000 a second: many of them lie in the same quarter hour. */
async function measureLive(spread: Spread, clicks: number): Promise<void> {
  const store = await openStoreUnderTest('sqlite');
  try {
    const rate = await fill(store, spread, clicks, (clicks / CLICKS_PER_SECOND) * 1_000);
    process.stdout.write(
      `sqlite    ${`${spread.links.toLocaleString('en')} (${spread.kind})`.padEnd(18)} ` +
        `${Math.round(rate).toLocaleString('en').padStart(8)}\n`,
    );
  } finally {
    await store.close();
  }
}

/** Clicks over a year on one link, and over 10,000: how fast they are folded, and how long analytics take then. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      clicks: { type: 'string', default: '10000000' },
      engines: { type: 'string', default: 'sqlite,postgres' },
    },
  });
  const clicks = Number(values.clicks);
  const liveClicks = Math.min(clicks, LIVE_CLICKS_MAX);
  process.stdout.write(`${liveClicks.toLocaleString('en')} clicks answered at 50,000 a second\n`);
  process.stdout.write('store     links               clicks/s folded\n');
  for (const spread of SPREADS) await measureLive(spread, liveClicks);
  process.stdout.write(`\n${clicks.toLocaleString('en')} clicks over a year; p50 / p95 in ms\n`);
  process.stdout.write(
    'store     links               clicks/s  day series, UTC  …, Kathmandu     hour series of a month, Berlin\n',
  );
  for (const name of values.engines.split(',')) {
    const engine: Engine = name === 'postgres' ? 'postgres' : 'sqlite';
    for (const spread of SPREADS) await measure(engine, spread, clicks);
  }
}
