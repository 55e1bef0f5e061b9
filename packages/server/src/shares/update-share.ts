import type { Scope } from '../accounts/index.ts';
import { announceChange } from '../platform/changes/announce-change.ts';
import type { Caller } from '../platform/events/caller.ts';
import { recordChange } from '../platform/events/record-change.ts';
import { describeShare } from './describe-share.ts';
import { presentShare } from './present-share.ts';
import { readOwnShare } from './read-own-share.ts';
import { sealPasswordHash } from './sealed-share.ts';
import { hasEnded, type Share } from './share.ts';
import { type ShareDeps, shareSubject } from './share-deps.ts';
import { LATEST_MS } from './share-expiry.ts';
import { toShare } from './share-row.ts';
import { invalidField, invalidUpdate, shareNotFound } from './shares.errors.ts';
import { type ShareChange, updateShareRow } from './shares.store.ts';
import { viewCountOf } from './view-count.ts';

/** "Now" of a caller is a moment ago here, and often written without milliseconds. */
const MOMENT_MS = 1_000;

/** Only what is given changes. Null: never expires, no password; of `maxViews`: without a limit, as it was. */
export type ShareUpdate = {
  readonly expiresAtMs?: number | null | undefined;
  readonly password?: string | null | undefined;
  readonly maxViews?: number | null | undefined;
};

function requireNotPast(expiresAtMs: number | null | undefined, nowMs: number): void {
  if (expiresAtMs === undefined || expiresAtMs === null) return;
  if (expiresAtMs < nowMs - MOMENT_MS) {
    throw invalidUpdate('The field "options.expires" cannot lie in the past: to end a share now, delete it.');
  }
  if (expiresAtMs > LATEST_MS) throw invalidField('options.expires', 'it must lie before the year 10000');
}

async function toChange(deps: ShareDeps, id: string, update: ShareUpdate, nowMs: number): Promise<ShareChange> {
  const { expiresAtMs, password, maxViews } = update;
  const hash = typeof password === 'string' ? await deps.passwords.hash(password) : password;
  return {
    updated_at: nowMs,
    ...(expiresAtMs === undefined ? {} : { expires_at: expiresAtMs }),
    ...(maxViews === undefined ? {} : { max_views: maxViews }),
    ...(hash === undefined ? {} : { password: hash === null ? null : sealPasswordHash(deps.sealer, id, hash) }),
  };
}

/** Why the guarded statement found nothing to change. */
async function explainRefusal(deps: ShareDeps, scope: Scope, id: string): Promise<never> {
  const { maxViews, ...share } = await readOwnShare(deps, scope, id);
  if (hasEnded(share, deps.clock.now())) throw shareNotFound();
  if (maxViews === null) throw invalidUpdate('This share has no limit of views, and cannot be given one.');
  throw invalidUpdate(`The field "options.maxViews" can only grow: it is ${maxViews}.`);
}

/**
 * Changes the options of a share that goes on. Throws `not_found`, and `INVALID_UPDATE` for an expiry in the past and for fewer
 * views than before.
 */
export async function updateShare(deps: ShareDeps, caller: Caller, id: string, update: ShareUpdate): Promise<Share> {
  const before = await readOwnShare(deps, caller, id);
  const nowMs = deps.clock.now();
  requireNotPast(update.expiresAtMs, nowMs);
  const change = await toChange(deps, id, update, nowMs);
  const viewCount = await viewCountOf(deps, before);
  const changed = await deps.db.transaction().execute(async (transaction) => {
    const row = await updateShareRow(transaction, caller, id, change, nowMs);
    if (row === undefined) return undefined;
    const after = toShare(row);
    await recordChange(transaction, deps, caller, {
      type: 'share.updated',
      subjectId: id,
      data: presentShare(after, Math.max(viewCount, after.spentViews), deps.publicUrl),
      summary: `Share changed from ${describeShare(before)} to ${describeShare(after)}.`,
    });
    await announceChange(transaction, shareSubject(id));
    return after;
  });
  if (changed === undefined) return explainRefusal(deps, caller, id);
  deps.openedShares.forget(id);
  return changed;
}
