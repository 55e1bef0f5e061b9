import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangeWindow, OVERLAP_MS, RETENTION_MS } from './change-window.ts';

const START = 1_700_000_000_000;
const change = (id: string, at: number) => ({ id, subject: `subject of ${id}`, at });
const idsOf = (changes: readonly { id: string }[] | undefined) => changes?.map(({ id }) => id);

describe('the window of changes', () => {
  it('does not tell what was there before it began', () => {
    const window = new ChangeWindow(START, [change('old', START - 5)]);
    expect(idsOf(window.advance(START + 250, [change('old', START - 5), change('new', START + 1)]))).toEqual(['new']);
  });

  it('reads the overlap again', () => {
    const window = new ChangeWindow(START, []);
    window.advance(START + 250, []);
    expect(window.from).toBe(START + 250 - OVERLAP_MS);
  });

  it('tells a change once that is seen late', () => {
    const window = new ChangeWindow(START, []);
    const [early, late] = [change('early', START + 20), change('late', START + 10)];
    expect(idsOf(window.advance(START + 250, [early]))).toEqual(['early']);
    expect(idsOf(window.advance(START + 500, [late, early]))).toEqual(['late']);
    expect(idsOf(window.advance(START + 750, [late, early]))).toEqual([]);
  });

  it('reports a gap after a time in which rows may have been removed, and then goes on', () => {
    const window = new ChangeWindow(START, []);
    const later = START + RETENTION_MS;
    expect(window.advance(later, [change('one of many', later - 5)])).toBeUndefined();
    expect(idsOf(window.advance(later + 250, [change('one of many', later - 5), change('next', later)]))).toEqual([
      'next',
    ]);
  });

  it('reports a gap when the clock of the database was set back, and then goes on', () => {
    const window = new ChangeWindow(START, []);
    const earlier = START - 86_400_000;
    expect(window.advance(earlier, [])).toBeUndefined();
    expect(idsOf(window.advance(earlier + 250, [change('next', earlier + 1)]))).toEqual(['next']);
  });

  it('tells every change exactly once, however late it becomes visible within the overlap', () => {
    const written = fc.record({ at: fc.nat(60_000), lateMs: fc.nat(OVERLAP_MS - 1) });
    const looks = fc.array(fc.integer({ min: 1, max: OVERLAP_MS }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(written, { maxLength: 50 }), looks, (rows, pauses) => {
        const changes = rows.map((row, index) => ({
          ...change(String(index), START + row.at),
          visibleAt: START + row.at + row.lateMs,
        }));
        const window = new ChangeWindow(START - 1, []);
        const told: string[] = [];
        let now = START;
        // Goes on until everything that was written can be seen.
        for (const pause of [...pauses, ...Array<number>(20).fill(OVERLAP_MS)]) {
          const visible = changes.filter((row) => row.visibleAt <= now && row.at >= window.from);
          told.push(...(idsOf(window.advance(now, visible)) ?? []));
          now += pause;
        }
        expect(told.toSorted()).toEqual(changes.map(({ id }) => id).toSorted());
      }),
    );
  });
});
