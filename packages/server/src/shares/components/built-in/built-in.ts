import type { Component } from '../component.ts';
import { chart } from './chart.ts';
import { codeBlock } from './code-block.ts';
import { countdown } from './countdown.ts';
import { handDrawnEmphasis } from './hand-drawn-emphasis.ts';
import { poll } from './poll.ts';

/** What every server has. */
export const BUILT_IN: readonly Component[] = [handDrawnEmphasis, poll, countdown, chart, codeBlock];
