import { join } from 'node:path';
import { startProffer } from '../measure/proffer.ts';

const STARTS = 5;

/** Milliseconds from the start to ready, each on an empty folder, with all processors. */
export async function measureStarts(directory: string, port: number): Promise<number[]> {
  const tookMs: number[] = [];
  for (let index = 0; index < STARTS; index++) {
    const running = await startProffer({ dataDirectory: join(directory, `empty-${index}`), port, core: 'any' });
    tookMs.push(running.readyAfterMs);
    await running.stop();
  }
  return tookMs;
}
