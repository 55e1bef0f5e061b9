import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasEngine } from '../../../test/harness/database.ts';
import { openPostgresLimits, type PostgresLimits } from '../../../test/limits/open-postgres-limits.ts';
import type { LimitState } from './limit-state.ts';
import { createLimits, createMemoryLimits, type Limits } from './limits.ts';
import { createMemoryCounter } from './memory-counter.ts';
import type { Window } from './window.ts';

const START_MS = Date.parse('2026-01-15T12:00:00.250Z');
const TEN_A_SECOND: Window = { points: 10, perSeconds: 1 };
const TWENTY_AN_HOUR: Window = { points: 20, perSeconds: 3_600 };
const BOTH = [TEN_A_SECOND, TWENTY_AN_HOUR];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

const advance = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function take(limits: Limits, times: number, windows: readonly Window[] = BOTH, subject = 'key_1') {
  const states: LimitState[] = [];
  while (states.length < times) states.push(await limits.consume('links.api', windows, subject));
  return states;
}

describe.each(['memory', 'postgres'] as const)('limits in %s', (store) => {
  describe.skipIf(store === 'postgres' && !hasEngine('postgres'))('', () => {
    let limits: Limits;
    let postgres: PostgresLimits | undefined;
    beforeEach(async () => {
      postgres = store === 'postgres' ? await openPostgresLimits() : undefined;
      limits = postgres?.limits ?? createMemoryLimits();
    });
    afterEach(() => postgres?.close());

    it('tell of the window that is nearer to its end', async () => {
      const [first] = await take(limits, 1);
      expect(first).toEqual({
        allowed: true,
        limit: 10,
        remaining: 9,
        resetAtUnixSeconds: Math.ceil((START_MS + 1_000) / 1_000),
        retryAfterSeconds: 0,
      });
      await take(limits, 9);
      advance(1_000);
      const [later] = await take(limits, 1);
      expect(later).toMatchObject({ limit: 20, remaining: 9, resetAtUnixSeconds: Math.ceil(START_MS / 1_000) + 3_600 });
    });

    it('refuse what is too much until the window has passed', async () => {
      const states = await take(limits, 12);
      expect(states.map((state) => state.allowed)).toEqual([...Array(10).fill(true), false, false]);
      expect(states[11]).toMatchObject({ limit: 10, remaining: 0, retryAfterSeconds: 1 });
      advance(1_000);
      expect((await take(limits, 1))[0]).toMatchObject({ allowed: true });
    });

    it('take nothing from the long window for what the short one refuses', async () => {
      await take(limits, 100);
      advance(1_000);
      expect((await take(limits, 1))[0]).toMatchObject({ allowed: true, limit: 20, remaining: 9 });
    });

    it('give back to the short window what the long one refuses', async () => {
      await take(limits, 10);
      advance(1_000);
      await take(limits, 10);
      advance(1_000);
      const [refused] = await take(limits, 1);
      expect(refused).toMatchObject({ allowed: false, limit: 20, remaining: 0, retryAfterSeconds: 3_598 });
      expect((await take(limits, 1, [TEN_A_SECOND]))[0]).toMatchObject({ allowed: true, remaining: 9 });
    });

    it('tell of the longest wait when both windows are used up', async () => {
      const windows = [
        { points: 2, perSeconds: 1 },
        { points: 2, perSeconds: 60 },
      ];
      await take(limits, 2, windows);
      advance(1_000);
      await take(limits, 1, windows); // the minute refuses
      await take(limits, 3, windows.slice(0, 1)); // and now the second does, too
      expect((await take(limits, 1, windows))[0]).toMatchObject({ allowed: false, limit: 2, retryAfterSeconds: 59 });
    });

    it('count each subject and each name for itself', async () => {
      await take(limits, 11);
      expect((await take(limits, 1, BOTH, 'key_2'))[0]?.allowed).toBe(true);
      expect((await limits.consume('redirect.miss', BOTH, 'key_1')).allowed).toBe(true);
    });

    it('hold a larger quota at once, and with what was used of the smaller', async () => {
      await take(limits, 11);
      const larger = [{ points: 100, perSeconds: 1 }];
      expect((await take(limits, 1, larger))[0]).toMatchObject({ allowed: true, limit: 100, remaining: 88 });
    });

    it('know when a quota is used up, without taking from it', async () => {
      await take(limits, 10);
      expect(limits.isUsedUp('links.api', BOTH, 'key_1')).toBe(false);
      await take(limits, 1);
      expect(limits.isUsedUp('links.api', BOTH, 'key_1')).toBe(true);
      expect(limits.isUsedUp('links.api', BOTH, 'key_2')).toBe(false);
      advance(1_000);
      expect(limits.isUsedUp('links.api', BOTH, 'key_1')).toBe(false);
    });

    it('allow exactly as many of 60 parallel requests as there are', async () => {
      const states = await Promise.all(
        Array.from({ length: 60 }, () => limits.consume('links.api', [TWENTY_AN_HOUR], 'key_1')),
      );
      expect(states.filter((state) => state.allowed)).toHaveLength(20);
    });
  });
});

describe('limits in memory', () => {
  it('forget the key that was quiet for the longest when there are too many', async () => {
    const limits = createLimits(createMemoryCounter(100));
    const once = [{ points: 1, perSeconds: 3_600 }];
    await take(limits, 1, once, 'quiet');
    for (let index = 0; index < 99; index++) await take(limits, 1, once, `key_${index}`);
    expect((await take(limits, 1, [{ points: 2, perSeconds: 3_600 }], 'quiet'))[0]?.remaining).toBe(0);
    for (let index = 100; index < 200; index++) await take(limits, 1, once, `key_${index}`);
    expect((await take(limits, 1, once, 'quiet'))[0]?.allowed).toBe(true);
  });

  it('end a window by the clock that it began by, also when that is set back', async () => {
    const limits = createMemoryLimits();
    await take(limits, 20);
    advance(-86_400_000);
    expect((await take(limits, 1))[0]).toMatchObject({ allowed: true, limit: 10, remaining: 9 });
  });
});
