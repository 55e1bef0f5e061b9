import type { Migration } from 'kysely/migration';
import * as instance from './0001-instance.ts';
import * as accounts from './0002-accounts.ts';
import * as links from './0003-links.ts';
import * as visits from './0004-visits.ts';
import * as events from './0005-events.ts';
import * as shares from './0006-shares.ts';
import * as people from './0007-people.ts';
import * as pages from './0008-pages.ts';
import * as webhooks from './0009-webhooks.ts';
import * as pageShowing from './0010-page-showing.ts';
import * as erasures from './0011-erasures.ts';
import * as shareAnswers from './0012-share-answers.ts';
import * as webhookAttempts from './0013-webhook-attempts.ts';
import * as visitFortnights from './0014-visit-fortnights.ts';
import * as visitChunks from './0015-visit-chunks.ts';
import * as batchParts from './0016-batch-parts.ts';

/** Every change of the schema, in order, for both databases. Frozen once released: a mistake is mended by the next one. */
export const migrations: Record<string, Migration> = {
  '0001-instance': instance,
  '0002-accounts': accounts,
  '0003-links': links,
  '0004-visits': visits,
  '0005-events': events,
  '0007-people': people,
  '0008-pages': pages,
  '0006-shares': shares,
  '0009-webhooks': webhooks,
  '0011-erasures': erasures,
  '0010-page-showing': pageShowing,
  '0012-share-answers': shareAnswers,
  '0013-webhook-attempts': webhookAttempts,
  '0014-visit-fortnights': visitFortnights,
  '0015-visit-chunks': visitChunks,
  '0016-batch-parts': batchParts,
};
