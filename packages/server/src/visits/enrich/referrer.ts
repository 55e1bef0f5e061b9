import { type Trait, trait } from './trait.ts';

/** `host` is null when nobody else sent the visitor. */
export type Referrer = { readonly referrer: string; readonly host: string | null; readonly traits: readonly Trait[] };

/** What stands for visitors whom no page of somebody else has sent. */
const DIRECT = 'direct';

function hostOf(referrer: string): string | null {
  const host = URL.parse(referrer)?.hostname.toLowerCase().replace(/\.$/, '');
  return host === undefined || host === '' ? null : host;
}

export function createReferrerReader(ownHosts: readonly string[]): (referrer: string) => Referrer {
  const own = new Set(ownHosts);
  return (referrer) => {
    const named = hostOf(referrer);
    const host = named === null || own.has(named) ? null : named;
    return { referrer, host, traits: [trait('referrer', host ?? DIRECT)] };
  };
}
