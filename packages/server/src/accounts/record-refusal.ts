import type { Context } from 'hono';
import { LRUCache } from 'lru-cache';
import type { Db } from '../platform/db/engine.ts';
import { type RecordDeps, recordChange } from '../platform/events/record-change.ts';
import { AppError, type Refused } from '../platform/http/app-error.ts';
import type { Log } from '../platform/log.ts';
import { type ApiEnv, callerOf } from './api-env.ts';
import type { Principal } from './principal.ts';

/** The same refusal is written once in this time. */
const AGAIN_AFTER_MS = 3_600_000;
const REMEMBERED_MAX = 10_000;

type Deps = RecordDeps & { readonly db: Db; readonly log: Log };

/** Whoever comes from outside is one, however many keys of their own they use: a chain is not for them to fill. */
function nameOf({ keyId, personId, workspaceId }: Principal, { missing, workspaceId: where = workspaceId }: Refused) {
  const who = personId ?? (where === workspaceId ? keyId : workspaceId);
  return `${where} ${who} ${missing}`;
}

/**
 * Audits that a key or person was refused for lack of a scope or role: at most once an hour for what is missing, since entries are
 * kept for good. What was written is remembered by this process only. To ask the database would be a query for each refusal, and
 * after a restart, or on another node, one entry more does no harm. A refusal stays one when it cannot be written.
 */
export function createRefusalRecorder(deps: Deps) {
  const writtenAtMs = new LRUCache<string, number>({ max: REMEMBERED_MAX });

  return async function recordRefusal(c: Context<ApiEnv>, error: unknown): Promise<void> {
    // Some addresses are for anybody.
    const principal: Principal | undefined = c.get('principal');
    if (!(error instanceof AppError) || error.refused === undefined || principal === undefined) return;
    const { missing, workspaceId = principal.workspaceId } = error.refused;
    const name = nameOf(principal, error.refused);
    const nowMs = deps.clock.now();
    const before = writtenAtMs.get(name);
    // A clock that was set back would keep it quiet for longer.
    if (before !== undefined && Math.abs(nowMs - before) < AGAIN_AFTER_MS) return;
    writtenAtMs.set(name, nowMs);
    const summary = `Refused: ${c.req.method} ${c.req.routePath} needs ${missing}.`;
    const what = { type: 'access.refused', subjectId: principal.keyId, data: {}, summary } as const;
    try {
      const caller = { ...callerOf(c), workspaceId };
      await deps.db.transaction().execute((transaction) => recordChange(transaction, deps, caller, what));
    } catch (cause) {
      writtenAtMs.delete(name);
      deps.log.warn({ err: cause, keyId: principal.keyId }, 'a refusal was not audited');
    }
  };
}
