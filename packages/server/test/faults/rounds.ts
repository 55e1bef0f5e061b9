import { vi } from 'vitest';

const LONG_TEST_TIMEOUT_MS = 30 * 60_000;

/** Whether these tests have minutes (`npm run faults`) or seconds (`npm test`). */
export const isLong = process.env.FAULTS === 'long';

if (isLong) vi.setConfig({ testTimeout: LONG_TEST_TIMEOUT_MS });

/** How often to do something. */
export const rounds = (short: number, long: number): number => (isLong ? long : short);
