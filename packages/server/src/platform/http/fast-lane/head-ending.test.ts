import { afterEach, expect, it, vi } from 'vitest';
import { createHeadEnding } from './head-ending.ts';

afterEach(() => void vi.useRealTimers());

it('ends a head as node:http does, with the date of this second', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00.400Z') });
  const ending = createHeadEnding(65_500);
  const at = (second: string) =>
    `Date: Sat, 21 Nov 2026 12:00:${second} GMT\r\nConnection: keep-alive\r\nKeep-Alive: timeout=65\r\n\r\n`;
  expect(ending()).toBe(at('00'));
  vi.advanceTimersByTime(599);
  expect(ending()).toBe(at('00'));
  vi.advanceTimersByTime(1);
  expect(ending()).toBe(at('01'));
  vi.advanceTimersByTime(3_500);
  expect(ending()).toBe(at('04'));
});
