import { setTimeout as wait } from 'node:timers/promises';

/** Resolves when `url` answers anything at all, with how long that took. */
export async function untilAnswering(url: string, isReady = (_status: number): boolean => true): Promise<number> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < 20_000) {
    try {
      const response = await fetch(url, { redirect: 'manual' });
      await response.arrayBuffer();
      if (isReady(response.status)) return performance.now() - startedMs;
    } catch {
      // Not listening yet.
    }
    await wait(5);
  }
  throw new Error(`${url} does not answer`);
}
