import { isLimitName, LIMIT_NAMES, type LimitName, type LimitOverrides } from './limit-name.ts';
import type { Window } from './window.ts';

const SECONDS_PER = { s: 1, min: 60, h: 3_600, day: 86_400 } as const;
const WINDOW = /^(\d{1,10})\/(s|min|h|day)$/;
// Counters are 32-bit integers in PostgreSQL, and go on counting past the limit.
const POINTS_MAX = 1_000_000_000;

function isUnit(text: string | undefined): text is keyof typeof SECONDS_PER {
  return text !== undefined && Object.hasOwn(SECONDS_PER, text);
}

/** Reads `30/min`; undefined when `text` is no window. */
export function parseWindow(text: string): Window | undefined {
  const [, digits, unit] = WINDOW.exec(text) ?? [];
  const points = Number(digits);
  if (!isUnit(unit) || points < 1 || points > POINTS_MAX) return undefined;
  return { points, perSeconds: SECONDS_PER[unit] };
}

function parseWindows(name: LimitName, value: unknown): readonly Window[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new Error(`the limit "${name}" must be a list with at least one window, like ["30/min"]`);
  }
  const windows = value.map((entry: unknown) => {
    const window = typeof entry === 'string' ? parseWindow(entry) : undefined;
    if (window !== undefined) return window;
    throw new Error(
      `${JSON.stringify(entry)} of the limit "${name}" is no window: write a whole number from 1 to ${POINTS_MAX}, "/" and s, min, h or day, like "30/min"`,
    );
  });
  // Both would count in the same place, so each request would cost two.
  if (new Set(windows.map((window) => window.perSeconds)).size < windows.length) {
    throw new Error(`the limit "${name}" has two windows of the same length: leave the larger one out`);
  }
  return windows;
}

function parseObject(json: string): object {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new Error('the limits are not valid JSON', { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Error('the limits must be a JSON object, like {"links.api":["10/s","10000/h"]}');
}

/** Reads `PROFFER_LIMITS`; an empty text sets nothing. Throws an Error whose sentence quotes what is wrong. */
export function parseLimits(json: string): LimitOverrides {
  if (json.trim() === '') return {};
  const overrides: Partial<Record<LimitName, readonly Window[]>> = {};
  for (const [name, value] of Object.entries(parseObject(json))) {
    if (!isLimitName(name)) {
      throw new Error(`there is no limit "${name}": the names are ${LIMIT_NAMES.join(', ')}`);
    }
    overrides[name] = parseWindows(name, value);
  }
  return overrides;
}
