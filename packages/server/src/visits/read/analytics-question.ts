export type Granularity = 'hour' | 'day' | 'week' | 'month';

/**
 * What is asked. From `startMs` up to and without `endMs`, widened to whole quarter hours. `timeZone`: an IANA name, in which days,
 * weeks (from Monday) and months begin.
 */
export type AnalyticsQuestion = {
  readonly startMs: number;
  readonly endMs: number;
  readonly granularity: Granularity;
  readonly timeZone: string;
  readonly bots: 'include' | 'exclude';
};
