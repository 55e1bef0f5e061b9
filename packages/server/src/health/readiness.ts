import type { Log } from '../platform/log.ts';

/** Rejects when something is wrong; says nothing otherwise. */
export type HealthCheck = () => Promise<void>;

export type CheckResults = Readonly<Record<string, 'ok' | 'failing'>>;

const CHECK_TIMEOUT_MS = 2_000;

async function withinTime(check: Promise<void>): Promise<void> {
  const tooLate = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => tooLate.reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`)),
    CHECK_TIMEOUT_MS,
  );
  try {
    await Promise.race([check, tooLate.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Those who ask while a check is under way share it: asking a database that hangs again and again would not help it. */
function shared(check: HealthCheck): HealthCheck {
  let underWay: Promise<void> | undefined;
  return () => {
    underWay ??= check().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

/** Makes all checks at once; says in the log when one begins to fail, and when it passes again. */
export function createReadiness(checks: Readonly<Record<string, HealthCheck>>, log: Log): () => Promise<CheckResults> {
  const failing = new Set<string>();

  const make = async (name: string, check: HealthCheck): Promise<[string, 'ok' | 'failing']> => {
    try {
      await withinTime(check());
      if (failing.delete(name)) log.info({ check: name }, 'a health check passes again');
      return [name, 'ok'];
    } catch (error) {
      if (!failing.has(name)) log.warn({ err: error, check: name }, 'a health check fails');
      failing.add(name);
      return [name, 'failing'];
    }
  };

  const all = Object.entries(checks).map(([name, check]) => ({ name, check: shared(check) }));
  return async () => Object.fromEntries(await Promise.all(all.map(({ name, check }) => make(name, check))));
}
