const AT_ONCE = 100;

/** Calls `eraseSome`, which says how many it erased, `limit` at most, until nothing is left or `signal` says so. */
export async function repeatErasing(eraseSome: (limit: number) => Promise<number>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if ((await eraseSome(AT_ONCE)) < AT_ONCE) return;
  }
}
