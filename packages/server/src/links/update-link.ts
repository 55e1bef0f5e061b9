import { announceChange } from '../platform/changes/announce-change.ts';
import type { Caller } from '../platform/events/caller.ts';
import { requireFuture } from './create-link.ts';
import { describeLinkChange } from './describe-link-change.ts';
import type { Link, Metadata, SettableStatus } from './link.ts';
import { type LinkDeps, linkSubject } from './link-deps.ts';
import { linkNotFound } from './links.errors.ts';
import { type LinkChange, lockLinkRow, updateLinkRow } from './links.store.ts';
import { recordLink } from './record-link.ts';
import { openLink, sealDestination, sealObject } from './sealed-link.ts';
import { type Tracking, withTracking } from './verification/tracking.ts';

/** Only what is given changes; `metadata` and `tracking` are replaced as a whole. */
export type LinkUpdate = {
  readonly destination?: string | undefined;
  readonly metadata?: Metadata | undefined;
  readonly tracking?: Tracking | undefined;
  readonly expiresAtMs?: number | null | undefined;
  readonly status?: SettableStatus | undefined;
};

async function toChange(deps: LinkDeps, id: string, update: LinkUpdate, nowMs: number): Promise<LinkChange> {
  const change: LinkChange = { updated_at: nowMs };
  if (update.metadata !== undefined) change.metadata = sealObject(deps.sealer, id, 'metadata', update.metadata);
  if (update.tracking !== undefined) change.tracking = sealObject(deps.sealer, id, 'tracking', update.tracking);
  if (update.expiresAtMs !== undefined) change.expires_at = update.expiresAtMs;
  if (update.status !== undefined) change.status = update.status;
  if (update.destination !== undefined) {
    const destination = await deps.checkDestination(update.destination);
    change.destination = sealDestination(deps.sealer, id, destination);
    change.verification_status = 'verified';
    change.verification_reason = null;
    change.verification_checked_at = nowMs;
  }
  return change;
}

/**
 * Changes a link; the redirect follows at once here and within a second on other nodes. Throws `not_found`, and
 * `invalid_request` as `createLink` does.
 */
export async function updateLink(deps: LinkDeps, caller: Caller, id: string, update: LinkUpdate): Promise<Link> {
  const nowMs = deps.clock.now();
  requireFuture(update.expiresAtMs, nowMs);
  const change = await toChange(deps, id, update, nowMs);
  const link = await deps.db.transaction().execute(async (transaction) => {
    const before = await lockLinkRow(transaction, caller, id);
    const row = before === undefined ? undefined : await updateLinkRow(transaction, caller, id, change);
    if (before === undefined || row === undefined) throw linkNotFound();
    const changed = openLink(deps.sealer, row);
    // Refuses, and undoes, what would not fit into a Location header together with what stays as it was.
    if (changed.destination !== null) withTracking(changed.destination, changed.tracking);
    await announceChange(transaction, linkSubject(row));
    const summary = describeLinkChange(openLink(deps.sealer, before), changed);
    await recordLink(transaction, deps, caller, changed, { type: 'link.updated', summary });
    return changed;
  });
  deps.onAddressChanged(link);
  return link;
}
