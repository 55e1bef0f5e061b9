import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { createLruCache } from '../../platform/lru-cache.ts';
import { EgressError } from '../../platform/net/egress-error.ts';
import type { GuardedFetch } from '../../platform/net/guarded-fetch.ts';

/**
 * Google's Web Risk Lookup API (https://cloud.google.com/web-risk/docs/lookup-api). Google learns the destination without its
 * fragment, and nothing about the visitor.
 */
export type WebRisk = {
  /**
   * The lists that the address is on, as Google names them; empty when it is on none. Undefined when that is unknown, because Google
   * did not answer or refused: a link is then made all the same, and the next re-check asks again. Never rejects.
   */
  threatsOf(url: string): Promise<readonly string[] | undefined>;
};

const THREAT_TYPES = ['MALWARE', 'SOCIAL_ENGINEERING', 'UNWANTED_SOFTWARE'];
const CACHED_THREATS_MAX = 10_000;

const answerSchema = z.object({
  threat: z.object({ threatTypes: z.array(z.string()).default([]), expireTime: z.string().optional() }).optional(),
});
type Threat = { readonly threatTypes: readonly string[]; readonly expiresAtMs: number };

type Deps = {
  readonly key: string;
  /** Where the API is, without `/v1`: Google itself, or a proxy of the operator's in between. */
  readonly baseUrl: string;
  readonly fetch: GuardedFetch;
  readonly clock: Clock;
  readonly log: Log;
};

class UnexpectedStatus extends Error {}

/** Rejects when the answer is not a documented one. No message says what was asked, or with which key. */
async function ask({ key, baseUrl, fetch }: Deps, url: string): Promise<Threat> {
  const query = new URLSearchParams();
  for (const type of THREAT_TYPES) query.append('threatTypes', type);
  query.append('uri', url);
  query.append('key', key);
  const { status, body } = await fetch(`${baseUrl.replace(/\/$/, '')}/v1/uris:search?${query}`);
  if (status !== 200) throw new UnexpectedStatus(`status ${status}`);
  const { threat } = answerSchema.parse(JSON.parse(body.toString()));
  return { threatTypes: threat?.threatTypes ?? [], expiresAtMs: Date.parse(threat?.expireTime ?? '') };
}

function reasonOf(error: unknown): string {
  // Any other message may quote the answer, and that the question.
  return error instanceof EgressError || error instanceof UnexpectedStatus ? error.message : 'not a documented answer';
}

export function createWebRisk(deps: Deps): WebRisk {
  const { clock, log } = deps;
  // Keyed by a hash, so that destinations are not kept in the clear. Google asks for this of threats; the rest is asked anew.
  const threats = createLruCache<string, Threat>(CACHED_THREATS_MAX);
  let failing = false;

  return {
    async threatsOf(url) {
      const [address = url] = url.split('#', 1);
      const cacheKey = hash('sha256', address, 'base64');
      const known = threats.get(cacheKey);
      if (known !== undefined && known.expiresAtMs > clock.now()) return known.threatTypes;
      try {
        const threat = await ask(deps, address);
        if (failing) log.info({}, 'Google Web Risk answers again');
        failing = false;
        if (threat.threatTypes.length > 0 && threat.expiresAtMs > clock.now()) threats.set(cacheKey, threat);
        return threat.threatTypes;
      } catch (error) {
        if (!failing)
          log.warn({ reason: reasonOf(error) }, 'Google Web Risk does not answer; destinations pass unchecked by it');
        failing = true;
        return undefined;
      }
    },
  };
}
