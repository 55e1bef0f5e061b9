import { createDestinationCheck } from '../../src/links/check-destination.ts';
import type { LinkAddress, LinkDeps } from '../../src/links/link-deps.ts';
import type { BlockList } from '../../src/links/verification/block-list.ts';
import { createVerification } from '../../src/links/verification/verify.ts';
import { randomText } from '../../src/platform/crypto/base-encoding.ts';
import { deriveKeyring } from '../../src/platform/crypto/keyring.ts';
import { createSealer } from '../../src/platform/crypto/seal.ts';
import { type Caller, SERVER } from '../../src/platform/events/caller.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { createTestClock } from '../harness/clock.ts';
import type { TestDatabase } from '../harness/database.ts';

/** Two workspaces, one of them in both modes. */
export const OURS: Caller = { workspaceId: 'wsp_ours', livemode: true, actor: SERVER };
export const OUR_TEST_MODE: Caller = { ...OURS, livemode: false };
export const THEIRS: Caller = { ...OURS, workspaceId: 'wsp_theirs' };

/** What is held against destinations; a test changes it as the world would. */
export type Reputation = {
  /** Hosts on the operator's block list. */
  listed: ReadonlySet<string>;
  /** What the reputation service says of every address; undefined while it is away. */
  threats: readonly string[] | undefined;
};

/** The block list of `reputation`, as it is when it is asked. */
function createBlockList(reputation: Reputation): BlockList {
  return {
    isBlocked: (host) => (reputation.listed.has(host) ? host : undefined),
    onChange: () => () => {},
    close: () => {},
  };
}

export type LinkTestDeps = ReturnType<typeof createLinkDeps>;

/** What the use cases of links need, on a clock that stands still. `forgotten` collects what `onAddressChanged` was told. */
export function createLinkDeps(database: Pick<TestDatabase, 'db'>) {
  const clock = createTestClock();
  const reputation: Reputation = { listed: new Set(), threats: [] };
  const ownHosts = new Set(['proffer.test']);
  const blockList = createBlockList(reputation);
  const verifyDestination = createVerification({
    blockList,
    webRisk: { threatsOf: async () => reputation.threats },
  });
  const forgotten: LinkAddress[] = [];
  const keyring = deriveKeyring(Buffer.alloc(32, 1));
  return {
    db: database.db,
    keyring,
    sealer: createSealer(keyring),
    clock,
    ids: createIds(clock),
    randomText,
    log: createLog('silent'),
    publicUrl: 'https://proffer.test',
    ownHosts,
    blockList,
    verifyDestination,
    checkDestination: createDestinationCheck(ownHosts, verifyDestination),
    onAddressChanged: (address: LinkAddress) => void forgotten.push(address),
    forgotten,
    reputation,
    // The use cases that read or forget visits are tested with real ones, through the server.
    visits: {} as LinkDeps['visits'],
  };
}
