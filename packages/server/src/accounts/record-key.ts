import type { Db } from '../platform/db/engine.ts';
import type { Actor } from '../platform/events/caller.ts';
import { type RecordDeps, recordChange } from '../platform/events/record-change.ts';
import type { ApiKey } from './api-key.ts';
import { presentKey } from './present-key.ts';

type What = { readonly type: 'key.created' | 'key.updated' | 'key.rotated' | 'key.revoked'; readonly summary: string };

/** Records what happened to a key, for the audit of its workspace. */
export async function recordKey(db: Db, deps: RecordDeps, actor: Actor, key: ApiKey, what: What): Promise<void> {
  await recordChange(db, deps, { ...key.scope, actor }, { ...what, subjectId: key.id, data: presentKey(key) });
}

const expiryOf = ({ expiresAtMs }: ApiKey): string =>
  expiresAtMs === null ? 'without an end' : `until ${new Date(expiresAtMs).toISOString()}`;

/** The key in words: nothing of its token. */
export function describeKey(key: ApiKey): string {
  const name = key.name === null ? '' : ` "${key.name}"`;
  return `${key.kind} key${name}, ${key.scopes.length === 0 ? 'no scopes' : key.scopes.join(' ')}, ${expiryOf(key)}`;
}
