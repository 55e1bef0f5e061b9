import { expect, it } from 'vitest';
import { describeMoment, describeMomentBriefly } from './moment.ts';

const AT_MS = Date.UTC(2026, 11, 31, 23, 59);

it('a moment is told in UTC, in the language of its reader', () => {
  expect(describeMoment(AT_MS, 'en')).toBe('31 December 2026 at 23:59 UTC');
  expect(describeMoment(AT_MS, 'de')).toBe('31. Dezember 2026 um 23:59 UTC');
  expect(describeMomentBriefly(AT_MS, 'en')).toBe('31 Dec 2026, 23:59 UTC');
  expect(describeMomentBriefly(AT_MS, 'de')).toBe('31.12.2026, 23:59 UTC');
});
