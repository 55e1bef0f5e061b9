import { createHash } from 'node:crypto';
import type { Sealer } from '../crypto/seal.ts';
import type { AuditEntryRow } from './events.table.ts';

/** What an entry says, without where it stands in the chain. */
export type AuditContent = Omit<AuditEntryRow, 'number' | 'hash' | 'summary'>;

/** Before the first entry of a workspace. */
export const CHAIN_START = '';

/**
 * The entry in a few characters that only this server can make. It is kept nowhere: who can write to the database, but has not the
 * server's key, cannot compute the chain anew around an entry that was taken out or changed.
 */
export function digestOf(sealer: Pick<Sealer, 'fingerprint'>, entry: AuditContent): string {
  const { workspace_id, livemode, type, subject_id, event_id, actor_kind, actor_id, address } = entry;
  const who = [actor_kind, actor_id, address];
  return sealer.fingerprint(
    JSON.stringify([workspace_id, livemode, type, subject_id, event_id, ...who, entry.summary_fingerprint, entry.at]),
  );
}

/** The hash of an entry: the same as the database computes when it is written. */
export function nextHash(hashBefore: string, digest: string): string {
  return createHash('sha256').update(`${hashBefore}${digest}`, 'utf8').digest('hex');
}
