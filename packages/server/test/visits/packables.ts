import { type PackableVisit, packTexts } from '../../src/visits/chunks/chunk-packer.ts';
import type { OrderedVisit } from '../../src/visits/chunks/visit-chunk.ts';

/** As the drain has them: what is alike is the same object; but those that are not shared have the same packed once more. */
export function packables(
  list: readonly OrderedVisit[],
  isShared: (index: number) => boolean = () => true,
): PackableVisit[] {
  const shared = new Map<string, Uint8Array>();
  return list.map(({ country, region, userAgent, device, browser, os, ...rest }, index) => {
    const pack = (...texts: readonly (string | null)[]): Uint8Array => {
      const key = JSON.stringify(texts);
      const known = isShared(index) ? shared.get(key) : undefined;
      const packed = known ?? packTexts(...texts);
      shared.set(key, packed);
      return packed;
    };
    return { ...rest, area: pack(country, region), agent: pack(userAgent, device, browser, os) };
  });
}
