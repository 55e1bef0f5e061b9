import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

/** What the review does better with a script: quoting what is selected, and finding it again. */
export const REVIEW_SCRIPT = read('./review.browser.js');

/** The half of it that is put into the framed copy of a page; never into the page itself. */
export const FRAME_SCRIPT = read('./frame.browser.js');

export const FRAME_SCRIPT_SOURCE = `'sha256-${createHash('sha256').update(FRAME_SCRIPT).digest('base64')}'`;
