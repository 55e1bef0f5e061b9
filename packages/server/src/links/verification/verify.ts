import { BLOCK_SENTENCES } from '../block-sentences.ts';
import type { BlockList } from './block-list.ts';
import type { Destination } from './destination.ts';
import type { WebRisk } from './web-risk.ts';

/**
 * `sentence` says `because` to whoever makes the link. `reputationKnown` is false when Web Risk is used and could not say: a new
 * link passes, and one that was called dangerous before stays so.
 */
export type Verdict =
  | { readonly status: 'verified'; readonly reputationKnown: boolean }
  | { readonly status: 'blocked'; readonly because: 'block_list' | 'dangerous'; readonly sentence: string };

export type VerifyDestination = (destination: Destination) => Promise<Verdict>;

type Deps = { readonly blockList: BlockList; readonly webRisk: WebRisk | undefined };

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
export function createVerification({ blockList, webRisk }: Deps): VerifyDestination {
  return async ({ url, host }) => {
    if (blockList.isBlocked(host) !== undefined) {
      return { status: 'blocked', because: 'block_list', sentence: BLOCK_SENTENCES.block_list };
    }
    const threats = webRisk === undefined ? [] : await webRisk.threatsOf(url);
    if (threats === undefined || threats.length === 0)
      return { status: 'verified', reputationKnown: threats !== undefined };
    return { status: 'blocked', because: 'dangerous', sentence: suspicionOf(threats) };
  };
}
