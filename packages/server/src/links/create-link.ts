import { announceChange } from '../platform/changes/announce-change.ts';
import { BASE58 } from '../platform/crypto/base-encoding.ts';
import { isUniqueViolation } from '../platform/db/unique-violation.ts';
import type { Caller } from '../platform/events/caller.ts';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { isReservedSegment } from '../platform/http/reserved-segments.ts';
import { describeNewLink } from './describe-link-change.ts';
import { type Idempotency, isKeyInUse, recallLink, rememberLink } from './idempotency.ts';
import type { Link, Metadata } from './link.ts';
import { type LinkDeps, linkSubject } from './link-deps.ts';
import { insertLink } from './links.store.ts';
import { linkSlugUnique, type NewLinkRow } from './links.table.ts';
import { recordLink } from './record-link.ts';
import { sealDestination, sealObject } from './sealed-link.ts';
import { type Tracking, withTracking } from './verification/tracking.ts';

const SLUG_LENGTH = 7;
const ATTEMPTS_MAX = 5;
/** The last millisecond that is written with four digits of a year. */
const LATEST_MS = Date.parse('9999-12-31T23:59:59.999Z');

export type NewLink = {
  readonly destination: string;
  readonly slug?: string | undefined;
  readonly metadata?: Metadata | undefined;
  readonly tracking?: Tracking | undefined;
  readonly expiresAtMs?: number | null | undefined;
  readonly idempotency?: Idempotency | undefined;
};

/** Some reserved words could come up by chance, and the redirect would never see them. */
function generateSlug(deps: Pick<LinkDeps, 'randomText'>): string {
  const slug = deps.randomText(BASE58, SLUG_LENGTH);
  return isReservedSegment(slug) ? generateSlug(deps) : slug;
}

/** `replayed`: the request was answered before, and this is that answer. */
export type CreatedLink = { readonly link: Link; readonly replayed: boolean };

function toRow(deps: LinkDeps, link: Link, destination: string): NewLinkRow {
  return {
    id: link.id,
    workspace_id: link.scope.workspaceId,
    livemode: link.scope.livemode ? 1 : 0,
    domain: link.domain,
    slug: link.slug,
    destination: sealDestination(deps.sealer, link.id, destination),
    metadata: sealObject(deps.sealer, link.id, 'metadata', link.metadata),
    tracking: sealObject(deps.sealer, link.id, 'tracking', link.tracking),
    status: link.status,
    expires_at: link.expiresAtMs,
    created_at: link.createdAtMs,
    updated_at: link.updatedAtMs,
    verification_status: link.verification.status,
    verification_reason: link.verification.reason,
    verification_checked_at: link.verification.checkedAtMs,
  };
}

type Draft = { readonly link: Link; readonly destination: string; readonly idempotency: Idempotency | undefined };

async function store(deps: LinkDeps, caller: Caller, { link, destination, idempotency }: Draft): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    if (idempotency !== undefined) {
      await rememberLink({ db: transaction, sealer: deps.sealer }, link.scope, idempotency, link);
    }
    await insertLink(transaction, toRow(deps, link, destination));
    // Another node may remember for a moment that nothing is there.
    await announceChange(transaction, linkSubject(link));
    const what = { type: 'link.created', summary: describeNewLink(link), clicks: 0 } as const;
    await recordLink(transaction, deps, caller, link, what);
  });
  deps.onAddressChanged(link);
}

/**
 * Makes a link. Throws `invalid_request` for a destination that is not allowed or an expiry in the past, `conflict` for a slug that
 * is taken, or for an idempotency key that came with another request.
 */
export async function createLink(deps: LinkDeps, caller: Caller, input: NewLink): Promise<CreatedLink> {
  const nowMs = deps.clock.now();
  const { idempotency } = input;
  const scope = { workspaceId: caller.workspaceId, livemode: caller.livemode };
  const recall = async () => (idempotency === undefined ? undefined : recallLink(deps, scope, idempotency, nowMs));
  const earlier = await recall();
  if (earlier !== undefined) return { link: earlier, replayed: true };

  requireFuture(input.expiresAtMs, nowMs);
  const destination = await deps.checkDestination(input.destination);
  withTracking(destination, input.tracking ?? {}); // refuses what would not fit into a Location header
  for (let attempt = 1; ; attempt++) {
    const link: Link = {
      id: deps.ids.next('lnk'),
      scope,
      domain: '',
      slug: input.slug ?? generateSlug(deps),
      destination,
      metadata: input.metadata ?? {},
      tracking: input.tracking ?? {},
      status: 'active',
      expiresAtMs: input.expiresAtMs ?? null,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      verification: { status: 'verified', reason: null, checkedAtMs: nowMs },
    };
    try {
      await store(deps, caller, { link, destination, idempotency });
      return { link, replayed: false };
    } catch (error) {
      if (isKeyInUse(error)) {
        const simultaneous = await recall();
        if (simultaneous !== undefined) return { link: simultaneous, replayed: true };
      }
      if (!isUniqueViolation(error, linkSlugUnique)) throw error;
      if (input.slug !== undefined) {
        throw new AppError(FAILURES.conflict, `The slug "${input.slug}" is taken.`, { cause: error });
      }
      if (attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

/** Throws `invalid_request` for a time that has passed, or that cannot be written down in the usual way. */
export function requireFuture(expiresAtMs: number | null | undefined, nowMs: number): void {
  if (expiresAtMs === undefined || expiresAtMs === null) return;
  if (expiresAtMs > nowMs && expiresAtMs <= LATEST_MS) return;
  const where = expiresAtMs > LATEST_MS ? 'before the year 10000' : 'in the future';
  throw new AppError(FAILURES.invalid, `The field "expires_at" is not valid: it must lie ${where}.`);
}
