import bowser from 'bowser';
import type { BotKind } from '../bot-kind.ts';
import { type PackedTexts, packTexts } from '../chunks/chunk-packer.ts';
import { classifyBot } from './classify-bot.ts';
import { type Trait, trait, UNKNOWN } from './trait.ts';

const KNOWN_BROWSERS = new Set(Object.values(bowser.BROWSER_MAP));
const KNOWN_SYSTEMS = new Set(Object.values(bowser.OS_MAP));

/** What a user agent says about itself. `device`: `desktop`, `mobile`, `tablet`, `tv` or `bot`. */
export type Agent = {
  readonly userAgent: string;
  readonly device: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly bot: BotKind | null;
  /** User agent, device, browser and system. */
  readonly packed: PackedTexts;
  readonly traits: readonly Trait[];
};

/** bowser takes whatever stands where a name could be; a visitor must not be able to put any text into the roll-ups. */
function knownName(names: ReadonlySet<string>, name: string | undefined): string | null {
  return name !== undefined && names.has(name) ? name : null;
}

export function describeAgent(userAgent: string): Agent {
  // bowser refuses an empty text.
  const parsed = userAgent === '' ? undefined : bowser.parse(userAgent);
  const device = parsed?.platform.type ?? null;
  const browser = knownName(KNOWN_BROWSERS, parsed?.browser.name);
  const os = knownName(KNOWN_SYSTEMS, parsed?.os.name);
  const traits = [trait('device', device ?? UNKNOWN), trait('browser', browser ?? UNKNOWN), trait('os', os ?? UNKNOWN)];
  const packed = packTexts(userAgent || null, device, browser, os);
  return { userAgent, device, browser, os, bot: classifyBot(userAgent), packed, traits };
}
