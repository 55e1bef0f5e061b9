import { type Browser, chromium } from 'playwright-core';
import { describe } from 'vitest';
import { findChromium } from '../harness/chromium.ts';

const executablePath = findChromium();

/** As `describe`, for what a browser shows; left out where there is none, which `npm test` says. */
export const describeInChromium = describe.skipIf(executablePath === undefined);

/** Without its own sandbox, which it refuses to make as root. That of the frames and pages under test is another. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
}
