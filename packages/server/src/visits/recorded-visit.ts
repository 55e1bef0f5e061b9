import type { BotKind } from './bot-kind.ts';

/** One visit; null is what is not known. `address` is anonymised: `203.0.113.0`, `2001:db8:1::`. */
export type RecordedVisit = {
  readonly atMs: number;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly referrer: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly device: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly bot: BotKind | null;
};
