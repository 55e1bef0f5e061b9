import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requirePrograms } from '../measure/peer-tools.ts';
import { createKey, startProffer } from '../measure/proffer.ts';
import { quantile } from '../measure/quantile.ts';
import { median } from '../measure/statistics.ts';
import { printTable } from '../measure/table.ts';
import { startReceiver } from './start-receiver.ts';
import { makeChanges, makeWebhooks } from './webhooks-api.ts';

const PORT = 18_087;
const RECEIVER_PORT = 18_088;
/** Nobody listens there. */
const REFUSING = 'http://127.0.0.1:9/refuse';
const ENDPOINTS = 50;
const PLENTY = { 'links.api': ['1000000000/s'] };

/** What the fiftieth endpoint is. */
const VARIANTS = ['answers', 'hangs', 'refuses'] as const;
type Variant = (typeof VARIANTS)[number];

type Measured = { readonly p50Ms: number; readonly p95Ms: number; readonly maxMs: number; readonly perSecond: number };

type Load = { readonly changes: number; readonly perSecond: number };

function targetsOf(receiverUrl: string, variant: Variant): string[] {
  const others = Array.from({ length: ENDPOINTS - 1 }, (_, index) => `${receiverUrl}/${index}`);
  return [...others, { answers: `${receiverUrl}/hook`, hangs: `${receiverUrl}/hang`, refuses: REFUSING }[variant]];
}

/** One server and one receiver, both fresh: what the others met. */
async function measure(directory: string, variant: Variant, { changes, perSecond }: Load): Promise<Measured> {
  const dataDirectory = join(directory, 'data');
  const { key } = createKey(dataDirectory);
  const env = { PROFFER_LIMITS: JSON.stringify(PLENTY), PROFFER_EGRESS_ALLOW: '127.0.0.1' };
  const server = await startProffer({ dataDirectory, port: PORT, env });
  const receiver = await startReceiver(RECEIVER_PORT);
  try {
    await makeWebhooks(server.url, key, targetsOf(receiver.url, variant));
    const startedMs = Date.now();
    await makeChanges(server.url, key, changes, perSecond);
    const arrivals = await receiver.waitFor(changes * (variant === 'answers' ? ENDPOINTS : ENDPOINTS - 1));
    const lags = arrivals.map(({ lagMs }) => lagMs);
    const seconds = (Math.max(...arrivals.map(({ atMs }) => atMs)) - startedMs) / 1_000;
    return {
      p50Ms: quantile(lags, 0.5),
      p95Ms: quantile(lags, 0.95),
      maxMs: Math.max(...lags),
      perSecond: arrivals.length / seconds,
    };
  } finally {
    await server.stop();
    await receiver.stop();
  }
}

function report(results: ReadonlyMap<Variant, readonly Measured[]>): void {
  const anchor = results.get('answers') ?? [];
  process.stdout.write('\nratio = median over rounds of (p95 / p95 in the same round while all answer)\n');
  const rows = [...results].map(([variant, rounds]) => {
    const of = (pick: (one: Measured) => number) => median(rounds.map(pick)).toFixed(0);
    const ratios = rounds.map(({ p95Ms }, index) => p95Ms / (anchor[index]?.p95Ms ?? Number.NaN));
    const ratio = `${median(ratios).toFixed(2)} [${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}]`;
    const lags = [of((one) => one.p50Ms), of((one) => one.p95Ms), of((one) => one.maxMs)];
    return [`one ${variant}`, ratio, ...lags, of((one) => one.perSecond)];
  });
  printTable([['of 50', 'ratio [min–max]', 'p50 ms', 'p95 ms', 'max ms', 'deliveries/s'], ...rows]);
}

/** From an event's change to its arrival at 49 endpoints, while the fiftieth answers, hangs or refuses: by turns, with SQLite. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '3' },
      changes: { type: 'string', default: '200' },
      /** 0: as quickly as one client makes them, which is more than is delivered meanwhile. */
      'per-second': { type: 'string', default: '10' },
    },
  });
  requirePrograms({ taskset: 'util-linux' });
  const load = { changes: Number(values.changes), perSecond: Number(values['per-second']) };
  const results = new Map<Variant, Measured[]>(VARIANTS.map((variant) => [variant, []]));
  for (let round = 1; round <= Number(values.rounds); round++) {
    // Each is the first in its turn: what else the machine does meanwhile must not always fall on the same.
    const first = (round - 1) % VARIANTS.length;
    for (const variant of [...VARIANTS.slice(first), ...VARIANTS.slice(0, first)]) {
      const directory = mkdtempSync(join(tmpdir(), 'proffer-bench-'));
      try {
        const measured = await measure(directory, variant, load);
        results.get(variant)?.push(measured);
        process.stderr.write(`round ${round}: one ${variant}: p95 ${measured.p95Ms} ms\n`);
      } finally {
        rmSync(directory, { recursive: true, force: true });
      }
    }
  }
  report(results);
}
