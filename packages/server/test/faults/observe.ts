import { vi } from 'vitest';
import { z } from 'zod';
import type { ServerProcess } from '../harness/server-process.ts';
import { ask } from './ask.ts';

const WITHIN_MS = 30_000;
const POLL_EVERY_MS = 20;

/** Asks again and again until `observe` does not throw; rejects with its last error when that takes too long. */
export const eventually = <T>(observe: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(observe, { timeout: WITHIN_MS, interval: POLL_EVERY_MS });

const readiness = z.object({ status: z.string(), checks: z.record(z.string(), z.string()).optional() });

export async function readReadiness({ url }: Pick<ServerProcess, 'url'>) {
  const answer = await ask(`${url}/health/ready`);
  return { httpStatus: answer.status, ...readiness.parse(JSON.parse(answer.body)) };
}

/** The value of a metric without labels. */
export async function readMetric({ url }: Pick<ServerProcess, 'url'>, name: string): Promise<number> {
  const { body } = await ask(`${url}/metrics`);
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1];
  if (value === undefined) throw new Error(`there is no metric ${name}`);
  return Number(value);
}
