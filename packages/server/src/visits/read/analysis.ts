/** Clicks by something they had in common, in the order of clicks and then of names. */
type Countries = { country: string; clicks: number }[];
type Regions = { country: string; region: string; clicks: number }[];
type Referrers = { referrer: string; clicks: number }[];
type Devices = { device: string; clicks: number }[];
type Browsers = { browser: string; clicks: number }[];
type OperatingSystems = { os: string; clicks: number }[];

/** The clicks of a time bucket. `start`: an ISO instant in UTC. */
export type SeriesPoint = { start: string; clicks: number; unique_visitors: number };

/**
 * The numbers of the contract, under their names there. What is not known is `unknown`, visits that no other page has sent are
 * `direct`, and values beyond the most that are kept apart are `other`. `bots` counts their clicks, also when they are left out of all
 * else.
 */
export type Analysis = {
  total_clicks: number;
  unique_visitors: number;
  bots: number;
  series: SeriesPoint[];
  countries: Countries;
  regions: Regions;
  referrers: Referrers;
  devices: Devices;
  browsers: Browsers;
  operating_systems: OperatingSystems;
};
