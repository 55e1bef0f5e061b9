import type { Clock } from '../platform/clock.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { GuardedFetch } from '../platform/net/guarded-fetch.ts';
import type { WebhookEgress } from './check-url.ts';

/** What the use cases of webhooks need. */
export type WebhookDeps = {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly webhookFetch: GuardedFetch;
  readonly webhookEgress: WebhookEgress;
  /** Tells somebody of a workspace, by other means than a webhook, that one of its endpoints fails. */
  readonly notifyOfWebhook: NotifyOfWebhook;
};

export type WebhookNotice = {
  readonly workspaceId: string;
  readonly webhookId: string;
  readonly url: string;
  /** 1: it fails; 2: it is about to be disabled; 3: it is disabled. */
  readonly number: number;
};

/** In the transaction of `db`. */
export type NotifyOfWebhook = (db: Db, notice: WebhookNotice) => Promise<void>;
