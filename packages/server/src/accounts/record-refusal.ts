import type { Context } from 'hono';
import type { Db } from '../platform/db/engine.ts';
import type { Caller } from '../platform/events/caller.ts';
import { type RecordDeps, recordChange } from '../platform/events/record-change.ts';
import { AppError, type Refused } from '../platform/http/app-error.ts';
import type { Log } from '../platform/log.ts';
import { createLruCache } from '../platform/lru-cache.ts';
import { type ApiEnv, callerOf } from './api-env.ts';
import type { Principal } from './principal.ts';

/** The same refusal is written once in this time. */
const AGAIN_AFTER_MS = 3_600_000;
const REMEMBERED_MAX = 10_000;

type Deps = RecordDeps & { readonly db: Db; readonly log: Log };

/** `caller`: who asks, where the request does not say it by a key or session of the API. */
export type RecordRefusal = (c: Context, error: unknown, caller?: Caller) => Promise<void>;

export type RefusalDeps = { readonly recordRefusal: RecordRefusal };

/** Whoever comes from outside is one, however many keys of their own they use: a chain is not for them to fill. */
function nameOf({ actor, workspaceId }: Caller, { missing, workspaceId: where = workspaceId }: Refused): string {
  const who = actor.kind === 'person' || where === workspaceId ? actor.id : workspaceId;
  return `${where} ${who} ${missing}`;
}

/** Undefined at addresses that are for anybody. */
function askerOf(c: Context<ApiEnv>): Caller | undefined {
  const principal: Principal | undefined = c.get('principal');
  return principal && callerOf(c);
}

/**
 * Audits that a key or person was refused for lack of a scope or role: at most once an hour for what is missing, since entries are
 * kept for good. What was written is remembered by this process only. To ask the database would be a query for each refusal, and
 * after a restart, or on another node, one entry more does no harm. A refusal stays one when it cannot be written.
 */
export function createRefusalRecorder(deps: Deps): RecordRefusal {
  const writtenAtMs = createLruCache<string, number>(REMEMBERED_MAX);

  return async (c, error, caller = askerOf(c)) => {
    if (!(error instanceof AppError) || error.refused === undefined || caller === undefined) return;
    const { missing, workspaceId = caller.workspaceId } = error.refused;
    const name = nameOf(caller, error.refused);
    const nowMs = deps.clock.now();
    const before = writtenAtMs.get(name);
    // A clock that was set back would keep it quiet for longer.
    if (before !== undefined && Math.abs(nowMs - before) < AGAIN_AFTER_MS) return;
    writtenAtMs.set(name, nowMs);
    const who = caller.actor.id ?? caller.actor.kind;
    const summary = `Refused: ${c.req.method} ${c.req.routePath} needs ${missing}.`;
    const what = { type: 'access.refused', subjectId: who, data: {}, summary } as const;
    try {
      await deps.db
        .transaction()
        .execute((transaction) => recordChange(transaction, deps, { ...caller, workspaceId }, what));
    } catch (cause) {
      writtenAtMs.delete(name);
      deps.log.warn({ err: cause, actorId: who }, 'a refusal was not audited');
    }
  };
}
