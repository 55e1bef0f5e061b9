import { announceChange } from '../platform/changes/announce-change.ts';
import { isUniqueViolation } from '../platform/db/unique-violation.ts';
import type { Caller } from '../platform/events/caller.ts';
import { recordChange } from '../platform/events/record-change.ts';
import { describeShare } from './describe-share.ts';
import { presentShare } from './present-share.ts';
import { sealContent, sealPasswordHash } from './sealed-share.ts';
import type { Share, ShareContent } from './share.ts';
import { newShareCode, newShareId } from './share-address.ts';
import { type GivenContent, parseContent } from './share-content.ts';
import { type ShareDeps, shareSubject } from './share-deps.ts';
import { LATEST_MS } from './share-expiry.ts';
import { invalidField } from './shares.errors.ts';
import { insertShare } from './shares.store.ts';
import { type NewShareRow, shareCodeUnique } from './shares.table.ts';

const ATTEMPTS_MAX = 5;

export type NewShare = {
  readonly content: GivenContent;
  readonly expiresAtMs: number | null;
  readonly password: string | null;
  readonly maxViews: number | null;
};

function requireFuture(expiresAtMs: number | null, nowMs: number): void {
  if (expiresAtMs === null) return;
  if (expiresAtMs <= nowMs) throw invalidField('options.expires', 'it must lie in the future');
  if (expiresAtMs > LATEST_MS) throw invalidField('options.expires', 'it must lie before the year 10000');
}

function toRow(share: Share, password: Uint8Array | null): NewShareRow {
  return {
    id: share.id,
    code: share.code,
    workspace_id: share.scope.workspaceId,
    livemode: share.scope.livemode ? 1 : 0,
    type: share.type,
    password,
    password_version: share.passwordVersion,
    expires_at: share.expiresAtMs,
    max_views: share.maxViews,
    views: 0,
    spent_at: null,
    created_at: share.createdAtMs,
    updated_at: share.updatedAtMs,
    ended_noted_at: null,
    erased_at: null,
  };
}

async function store(deps: ShareDeps, caller: Caller, share: Share, content: ShareContent, hash: string | null) {
  const { db, sealer, publicUrl } = deps;
  const password = hash === null ? null : sealPasswordHash(sealer, share.id, hash);
  await db.transaction().execute(async (transaction) => {
    await insertShare(transaction, toRow(share, password), sealContent(sealer, share.id, content));
    await recordChange(transaction, deps, caller, {
      type: 'share.created',
      subjectId: share.id,
      data: presentShare(share, 0, publicUrl),
      summary: `Share created: ${describeShare(share)}.`,
    });
    await announceChange(transaction, shareSubject(share.id));
  });
}

/** Makes a share. Throws `invalid_request` and `payload_too_large` for what cannot be shared, and `unavailable`. */
export async function createShare(deps: ShareDeps, caller: Caller, input: NewShare): Promise<Share> {
  const nowMs = deps.clock.now();
  requireFuture(input.expiresAtMs, nowMs);
  const content = parseContent(deps.components, input.content);
  const hash = input.password === null ? null : await deps.passwords.hash(input.password);
  for (let attempt = 1; ; attempt++) {
    const share: Share = {
      id: newShareId(),
      code: newShareCode(),
      scope: { workspaceId: caller.workspaceId, livemode: caller.livemode },
      type: content.type,
      hasPassword: hash !== null,
      passwordVersion: 0,
      expiresAtMs: input.expiresAtMs,
      maxViews: input.maxViews,
      spentViews: 0,
      spentAtMs: null,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    };
    try {
      await store(deps, caller, share, content, hash);
      return share;
    } catch (error) {
      if (!isUniqueViolation(error, shareCodeUnique) || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}
