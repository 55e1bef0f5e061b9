import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What a share's page does better with scripts; in the page itself, so that nothing else has to be asked for. */
export const SHARE_SCRIPT = readFileSync(new URL('./share.browser.js', import.meta.url), 'utf8');

export const SHARE_SCRIPT_SOURCE = `'sha256-${createHash('sha256').update(SHARE_SCRIPT).digest('base64')}'`;
