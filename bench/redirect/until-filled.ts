import { setTimeout as wait } from 'node:timers/promises';

const ENTRIES = /^proffer_redirect_cache_entries (\d+)$/m;

/** Resolves once the server reads no more links into memory by itself: when two looks, a second apart, find as many there. */
export async function untilFilled(url: string): Promise<void> {
  for (let last = -1; ; await wait(1_000)) {
    const entries = Number(ENTRIES.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);
    if (entries === last) return;
    last = entries;
  }
}
