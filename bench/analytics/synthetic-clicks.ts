import type { Visit } from '../../packages/server/src/visits/index.ts';
import { createRandom, createZipf } from '../measure/zipf.ts';

/** How clicks are spread over links: all on one, the first links far more often (Zipf, s = 1), or evenly. */
export type Spread = { readonly links: number; readonly kind: 'one link' | 'Zipf' | 'even' };

export type ClickPlan = {
  readonly clicks: number;
  readonly spread: Spread;
  /** Clicks are evenly spaced over this time, in order. */
  readonly fromMs: number;
  readonly toMs: number;
};

const NETWORKS = 20_000;
const AGENTS = 150;
const REFERRERS = 60;
/** A visitor comes back this often on average. */
const CLICKS_PER_VISITOR = 1.5;

export const linkId = (index: number): string => `lnk_${String(index).padStart(22, '0')}`;

function makeAgents(): string[] {
  const systems = ['Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7', 'X11; Linux x86_64'];
  return Array.from({ length: AGENTS }, (_, index) => {
    const version = 80 + (index % 50);
    if (index % 3 === 0) {
      return `Mozilla/5.0 (Linux; Android ${8 + (index % 8)}; SM-G${900 + index}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Mobile Safari/537.36`;
    }
    const system = systems[index % systems.length];
    if (index % 10 === 1) return `Mozilla/5.0 (compatible; Robot${index}bot/1.0; +https://robot${index}.example/bot)`;
    return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
  });
}

/** Clicks as the journal holds them: from 20,000 networks all over the world, 150 user agents and 60 referring sites. */
export function* syntheticClicks({ clicks, spread, fromMs, toMs }: ClickPlan): Generator<Visit> {
  const random = createRandom(20_261_121);
  const zipfLink = createZipf(spread.links, random);
  const pickLink = spread.kind === 'even' ? () => Math.floor(random() * spread.links) : zipfLink;
  const ids = Array.from({ length: spread.links }, (_, index) => linkId(index));
  const networks = Array.from({ length: NETWORKS }, () =>
    Buffer.of(1 + Math.floor(random() * 222), Math.floor(random() * 256), Math.floor(random() * 256)),
  );
  const pickNetwork = createZipf(NETWORKS, random);
  const agents = makeAgents();
  const pickAgent = createZipf(AGENTS, random);
  const pickReferrer = createZipf(REFERRERS, random);
  const visitors = clicks / CLICKS_PER_VISITOR;

  for (let index = 0; index < clicks; index++) {
    const person = Math.floor(random() * visitors);
    const visitor = Buffer.alloc(8);
    visitor.writeUInt32LE(person);
    const referrer = pickReferrer();
    yield {
      subjectId: ids[pickLink()] ?? '',
      atMs: Math.floor(fromMs + ((toMs - fromMs) * index) / clicks),
      intent: 'navigate',
      address: networks[pickNetwork()] ?? Buffer.alloc(0),
      visitor,
      userAgent: agents[pickAgent()] ?? '',
      referrer: referrer === 0 ? '' : `https://site${referrer}.example/articles/${referrer}`,
    };
  }
}
