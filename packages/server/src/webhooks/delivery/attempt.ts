import type { Clock } from '../../platform/clock.ts';
import { EgressError } from '../../platform/net/egress-error.ts';
import type { GuardedFetch } from '../../platform/net/guarded-fetch.ts';
import { readRetryAfter } from './retry-schedule.ts';
import { signDelivery } from './sign-delivery.ts';

/** What an attempt met. `error`: in words, null when the answer was a success. */
export type Outcome = {
  readonly atMs: number;
  readonly durationMs: number;
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly response: Buffer | null;
  readonly retryAfterMs: number | null;
};

export type Message = { readonly id: string; readonly body: string };

export type AttemptDeps = { readonly webhookFetch: GuardedFetch; readonly clock: Clock };

/** What is kept of an answer. */
const RESPONSE_BYTES_MAX = 1024;

function describeStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return 'a redirect, which is not followed';
  return status === 410 ? 'the endpoint says that it is gone' : 'the status is not a success';
}

/** Sends once. Whatever happens on the way is an outcome, and nothing is thrown. */
export async function attempt(
  { webhookFetch, clock }: AttemptDeps,
  url: string,
  { id, body }: Message,
  secrets: readonly string[],
): Promise<Outcome> {
  const atMs = clock.now();
  const startedMs = performance.now();
  const nothing = { statusCode: null, response: null, retryAfterMs: null };
  const end = (found: Omit<Outcome, 'atMs' | 'durationMs'>): Outcome => ({
    atMs,
    durationMs: Math.round(performance.now() - startedMs),
    ...found,
  });
  try {
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Proffer-Webhooks/1',
      ...signDelivery({ id, atMs, body }, secrets),
    };
    const answer = await webhookFetch(url, { method: 'POST', headers, body });
    return end({
      statusCode: answer.status,
      error: describeStatus(answer.status),
      response: answer.body.subarray(0, RESPONSE_BYTES_MAX),
      retryAfterMs: readRetryAfter(answer.headers['retry-after'], clock.now()),
    });
  } catch (error) {
    // The client promises to reject with nothing else; its words are coarse on purpose.
    return end({ ...nothing, error: error instanceof EgressError ? error.failure : 'no answer' });
  }
}
