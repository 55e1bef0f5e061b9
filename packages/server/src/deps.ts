import { createRefusalRecorder, createVerifiedKeys, type RecordRefusal, type VerifiedKeys } from './accounts/index.ts';
import type { Config } from './config/index.ts';
import { createDestinationCheck, type LinkDeps, openRedirectSource, parseLinkSubject } from './links/index.ts';
import { createWebhookNotices } from './notify-of-webhook.ts';
import { openLimits } from './open-limits.ts';
import { openPageShow } from './open-page-show.ts';
import { openPeople, type People } from './open-people.ts';
import { openShares } from './open-shares.ts';
import type { Store } from './open-store.ts';
import { type LinkVerification, openVerification } from './open-verification.ts';
import { openWebhooks } from './open-webhooks.ts';
import { type PageDeps, type PageShow, parsePageSubject } from './pages/index.ts';
import { openBlobs } from './platform/blobs/open-blobs.ts';
import { createChangeFeed } from './platform/changes/change-feed.ts';
import { randomText } from './platform/crypto/base-encoding.ts';
import { createPasswordHasher, type PasswordHasher } from './platform/crypto/password-hash.ts';
import { createRequestIds } from './platform/http/request-id.ts';
import { createBell } from './platform/jobs/bell.ts';
import type { LimitOverrides } from './platform/limits/limit-name.ts';
import type { Limits } from './platform/limits/limits.ts';
import { createMissThrottle, type ThrottleMiss } from './platform/limits/throttle-miss.ts';
import { lockDirectory } from './platform/lock-directory.ts';
import type { Log } from './platform/log.ts';
import { createMetrics, type Metrics } from './platform/metrics/metrics.ts';
import { type Asking, clientAddress } from './platform/net/client-address.ts';
import type { PrivacyDeps } from './privacy/index.ts';
import { createRecordKeepers } from './record-keepers.ts';
import { createRedirect, type Redirect, RedirectCache } from './redirect/index.ts';
import { refuseRedirect } from './refuse-redirect.ts';
import { type ComponentRegistry, openComponents, parseShareSubject, type ShareDeps } from './shares/index.ts';
import { VISIT_EVENT_KINDS } from './visit-event-kinds.ts';
import {
  createVisitCounter,
  createVisitorIdentifier,
  type Journal,
  openDaySalt,
  openJournal,
  openVisits,
} from './visits/index.ts';
import { createTextRenderer, type TextRenderer } from './web/index.ts';
import type { WebhookDeps } from './webhooks/index.ts';

/** Everything that requests and jobs work with; made once, closed in reverse. */
export type Deps = Store &
  People &
  LinkDeps &
  LinkVerification &
  WebhookDeps &
  ShareDeps &
  PageDeps &
  PrivacyDeps & {
    readonly config: Config;
    readonly log: Log;
    readonly metrics: Metrics;
    readonly limits: Limits;
    readonly components: ComponentRegistry;
    readonly textRenderer: TextRenderer;
    readonly limitOverrides: LimitOverrides;
    /** One for all of the process: only so can it bound how many passwords are hashed at once. */
    readonly passwords: PasswordHasher;
    readonly verifiedKeys: VerifiedKeys;
    readonly recordRefusal: RecordRefusal;
    readonly journal: Journal;
    readonly redirect: Redirect;
    readonly redirectCache: RedirectCache;
    readonly pageShow: PageShow;
    readonly nextRequestId: () => string;
    readonly clientAddress: (request: Asking) => string;
    readonly throttleMiss: ThrottleMiss;
  };

/** Opens everything over `store`. `closing` closes what was opened, after a failure or when the server stops. */
export async function buildDeps(config: Config, store: Store, log: Log, closing: AsyncDisposableStack): Promise<Deps> {
  const components = await openComponents(config.shares.componentsDirectory);
  const lock = lockDirectory(config.storage.dataDir);
  closing.defer(() => lock.close());
  const textRenderer = createTextRenderer();
  closing.defer(() => textRenderer.close());
  const blobs = openBlobs(config.storage.blobs, store.sealer);
  const { limits, close: closeLimits } = await openLimits(config, store.keyring, log);
  closing.defer(closeLimits);
  const verification = await openVerification(config, store.clock, log);
  closing.defer(() => verification.blockList.close());
  const daySalt = await openDaySalt({ ...store, log });
  closing.defer(() => daySalt.close());
  const journal = openJournal({ directory: config.storage.journalDirectory, sync: config.visits.journalSync, log });
  const visits = openVisits({
    ...store,
    ...store.database,
    journal,
    ownHosts: [...verification.ownHosts],
    eventKinds: VISIT_EVENT_KINDS,
    retentionDays: config.visits.retentionDays,
    log,
  });
  closing.defer(() => visits.close());
  closing.defer(() => journal.close());
  const source = openRedirectSource(config.storage.database, store.db);
  closing.defer(() => source.close());

  const passwords = createPasswordHasher();
  const people = openPeople(config, { store, limits, passwords, log });
  closing.defer(() => people.mail.close());

  const metrics = createMetrics();
  const nextRequestId = createRequestIds();
  const addressOf = (request: Asking) => clientAddress(request, config.http.trustedProxies);
  const throttleMiss = createMissThrottle(limits, config.limits);
  const countVisit = createVisitCounter({
    journal,
    identifyVisitor: createVisitorIdentifier(daySalt),
    honourPrivacySignal: config.visits.honourPrivacySignal,
  });
  const redirectCache = new RedirectCache(config.links.redirectCacheBytesMax);
  const redirect = createRedirect({
    cache: redirectCache,
    source,
    sealer: store.sealer,
    clock: store.clock,
    log,
    metrics,
    blockList: verification.blockList,
    countVisit,
    clientAddress: addressOf,
    refuse: refuseRedirect,
    throttleMiss,
    nextRequestId,
  });
  const pageShow = openPageShow(config, {
    ...store,
    ...people,
    blobs,
    log,
    metrics,
    countVisit,
    clientAddress: addressOf,
    throttleMiss,
    nextRequestId,
  });
  metrics.observeJournal(() => journal.stats());
  metrics.observeDrain(() => ({ lagBytes: visits.stats().pendingBytes }));
  metrics.observeRedirectCache(() => ({ entries: redirectCache.size }));
  metrics.observePageCache(() => ({ bytes: pageShow.cacheBytes }));

  const shareDeps = openShares({
    ...store,
    log,
    visits,
    passwords,
    components,
    countVisit,
    publicUrl: config.http.publicUrl,
    cacheBytesMax: config.shares.cacheBytesMax,
    isOnlyNode: config.storage.database.engine === 'sqlite',
  });
  const feed = createChangeFeed({ db: store.db, log });
  feed.onChange((subject) => {
    const address = parseLinkSubject(subject);
    if (address !== undefined) redirect.forget(address);
    const pageId = parsePageSubject(subject);
    if (pageId !== undefined) pageShow.forget(pageId);
    const shareId = parseShareSubject(subject);
    if (shareId !== undefined) shareDeps.openedShares.forget(shareId);
  });
  feed.onGap(() => redirect.forgetAll());
  feed.onGap(() => pageShow.forgetAll());
  feed.onGap(() => shareDeps.openedShares.forgetAll());
  await feed.start();
  closing.defer(() => feed.close());

  const linkDeps: LinkDeps = {
    ...store,
    log,
    randomText,
    visits,
    publicUrl: config.http.publicUrl,
    checkDestination: createDestinationCheck(verification.ownHosts, verification.verifyDestination),
    onAddressChanged: (address) => redirect.forget(address),
  };
  const pageDeps = {
    ...store,
    log,
    visits,
    blobs,
    mail: people.mail,
    publicUrl: config.http.publicUrl,
    pagePlans: config.pages.plans,
    onPageChanged: (pageId: string) => pageShow.forget(pageId),
  } satisfies PageDeps;
  return {
    ...shareDeps,
    ...store,
    ...verification,
    ...linkDeps,
    ...pageDeps,
    recordKeepers: createRecordKeepers({ ...shareDeps, ...linkDeps, ...pageDeps }),
    sweep: (signal) => visits.prune(signal),
    erasureBell: createBell(),
    config,
    log,
    metrics,
    limits,
    components,
    textRenderer,
    limitOverrides: config.limits,
    verifiedKeys: createVerifiedKeys(),
    recordRefusal: createRefusalRecorder({ ...store, log }),
    ...people,
    passwords,
    ...openWebhooks(config),
    notifyOfWebhook: createWebhookNotices({ ...store, mail: people.mail }),
    journal,
    redirect,
    redirectCache,
    pageShow,
    nextRequestId,
    clientAddress: addressOf,
    throttleMiss,
  };
}
