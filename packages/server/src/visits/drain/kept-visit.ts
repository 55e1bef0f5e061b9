import type { PackableVisit } from '../chunks/chunk-packer.ts';
import type { RecordedVisit } from '../recorded-visit.ts';
import type { SubjectVisits } from './subject-visits.ts';

/** The visit at `index`, as it is told. */
export function recordedVisit(visits: SubjectVisits, index: number): RecordedVisit {
  const { columns } = visits;
  const row = visits.row(index);
  const { address, area } = columns.place(row);
  const { userAgent, device, browser, os } = columns.agent(row);
  return {
    atMs: columns.atMs(row),
    address,
    userAgent: userAgent || null,
    referrer: columns.referrer(row).referrer || null,
    country: area.country,
    region: area.region,
    device,
    browser,
    os,
    bot: columns.bot(row),
  };
}

/** The visit at `index`, as it is stored. `ordinal`: see `OrderedVisit`. */
export function packableVisit(visits: SubjectVisits, index: number, ordinal: number): PackableVisit {
  const { columns } = visits;
  const row = visits.row(index);
  const { address, area } = columns.place(row);
  return {
    atMs: columns.atMs(row),
    ordinal,
    address,
    area: area.packed,
    agent: columns.agent(row).packed,
    referrer: columns.referrer(row).referrer || null,
    bot: columns.bot(row),
  };
}
