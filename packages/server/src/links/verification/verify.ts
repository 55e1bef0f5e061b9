import type { BlockList } from './block-list.ts';
import type { Destination } from './destination.ts';
import type { WebRisk } from './web-risk.ts';

/** `reason` is a sentence for whoever made the link and whoever follows it. */
export type Verdict = { readonly status: 'verified' } | { readonly status: 'blocked'; readonly reason: string };

const VERIFIED: Verdict = { status: 'verified' };

export const ON_BLOCK_LIST = "The destination host is on this server's block list.";

/** Google wants its findings worded as suspicions and named as its own: https://cloud.google.com/web-risk/docs/user-warnings */
const SUSPICIONS: Readonly<Record<string, string>> = {
  MALWARE: 'of spreading malware',
  SOCIAL_ENGINEERING: 'of deceiving its visitors (phishing)',
  UNWANTED_SOFTWARE: 'of offering harmful programs',
};
const ADVISORY = 'Advisory provided by Google: https://cloud.google.com/web-risk/docs/advisory';

function suspicionOf(threats: readonly string[]): string {
  const known = threats.flatMap((threat) => SUSPICIONS[threat] ?? []);
  return `The destination is suspected ${known.length === 0 ? 'of being unsafe' : known.join(' and ')}. ${ADVISORY}`;
}

/**
 * What is known against a destination now. Asked when a link is made or changed, and again by the re-check of all links. What Web Risk
 * does not know, or cannot say at the moment, does not block.
 */
export async function verifyDestination(
  { url, host }: Destination,
  { blockList, webRisk }: { readonly blockList: BlockList; readonly webRisk: WebRisk | undefined },
): Promise<Verdict> {
  if (blockList.isBlocked(host) !== undefined) return { status: 'blocked', reason: ON_BLOCK_LIST };
  const threats = (await webRisk?.threatsOf(url)) ?? [];
  return threats.length === 0 ? VERIFIED : { status: 'blocked', reason: suspicionOf(threats) };
}
