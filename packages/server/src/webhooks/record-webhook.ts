import type { Db } from '../platform/db/engine.ts';
import type { Caller } from '../platform/events/caller.ts';
import { type RecordDeps, recordChange } from '../platform/events/record-change.ts';
import { presentWebhook } from './present-webhook.ts';
import type { Webhook } from './webhook.ts';

type What = {
  readonly type: `webhook.${'created' | 'updated' | 'deleted' | 'secret_rotated' | 'redelivered'}`;
  readonly summary: string;
};

/** For the audit of the workspace. */
export async function recordWebhook(db: Db, deps: RecordDeps, caller: Caller, webhook: Webhook, what: What) {
  await recordChange(db, deps, caller, { ...what, subjectId: webhook.id, data: presentWebhook(webhook) });
}

/** The webhook in words. The query of its URL may hold a token of the receiver, so it stays out. */
export function describeWebhook({ url, events, status }: Webhook): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}, ${status}, for ${events.join(' ')}`;
}
