import { type ParseArgsConfig, parseArgs } from 'node:util';
import { z } from 'zod';
import { UsageError } from './usage-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Throws `UsageError` for an option that is not in `options`, or one without its value. */
export function readOptions<O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's message is one or two sentences; the second explains how to pass what nobody wants to pass here.
    if (error instanceof TypeError) throw new UsageError(error.message.replace(/\. .*/s, '.'));
    throw error;
  }
}

export function requireNoMore(positionals: readonly string[]): void {
  if (positionals.length > 0) throw new UsageError(`"${positionals.join(' ')}" is too much.`);
}

/** The one id that follows the command. `hint`: whose id, and what shows it. */
export function requireId(positionals: readonly string[], hint: string): string {
  const [id, ...more] = positionals;
  if (id === undefined) throw new UsageError(hint);
  requireNoMore(more);
  return id;
}

/** `text` as one of `choices`. */
export function requireOneOf<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new UsageError(`${option} must be one of ${choices.join(', ')}, not "${text}".`);
  return choice;
}

const time = z.iso.datetime({ offset: true });

export function requireTimeMs(option: string, text: string): number {
  if (time.safeParse(text).success) return Date.parse(text);
  throw new UsageError(`${option} must be an ISO 8601 time with a zone, like 2026-12-31T23:59:59Z.`);
}

export function requireWholeNumber(option: string, text: string, max: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= max) return value;
  throw new UsageError(`${option} must be a whole number from 0 to ${max}.`);
}
