import { threadProcessorMs } from './thread-processor.ts';

/** What `work` takes on the processors that limits of processor time were set on. */
const USUAL_MS = 80;

function work(): number {
  let sum = 0;
  for (let index = 0; index < 20_000_000; index++) sum = (Math.imul(sum, 31) + index) | 0;
  return sum;
}

async function measure(): Promise<number> {
  const rounds = [await threadProcessorMs(work), await threadProcessorMs(work), await threadProcessorMs(work)];
  return Math.max(1, Math.min(...rounds) / USUAL_MS);
}

let measured: Promise<number> | undefined;

/**
 * How many times as long this processor takes as those that limits of processor time were set on, at least 1: virtual machines have
 * hours in which they get half of one. Measured once.
 */
export function measureSlowness(): Promise<number> {
  measured ??= measure();
  return measured;
}
