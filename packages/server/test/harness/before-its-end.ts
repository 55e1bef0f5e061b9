const FIRST_LIFETIME_MS = 400;
const LAST_LIFETIME_MS = 26_000;

/**
 * Does `attempt` with something that ends soon, and resolves with what it gave while the end had not come. On a busy machine the end may
 * come first: then once more, with what lives four times as long.
 */
export async function beforeItsEnd<Result>(attempt: (end: string) => Promise<Result>): Promise<Result> {
  for (let lifetimeMs = FIRST_LIFETIME_MS; ; lifetimeMs *= 4) {
    const endMs = Date.now() + lifetimeMs;
    const isLast = lifetimeMs * 4 > LAST_LIFETIME_MS;
    try {
      const result = await attempt(new Date(endMs).toISOString());
      if (Date.now() < endMs || isLast) return result;
    } catch (error) {
      if (Date.now() < endMs || isLast) throw error;
    }
  }
}
