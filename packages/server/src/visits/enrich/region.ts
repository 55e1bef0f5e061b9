/** No country has one in its name. */
const SEPARATOR = '|';

/** A region and its country as one value, because a name such as Limburg is found in two. */
export const formatRegion = (country: string, region: string): string => `${country}${SEPARATOR}${region}`;

/** What has no country, such as "other", is its own. */
export function parseRegion(value: string): { country: string; region: string } {
  const end = value.indexOf(SEPARATOR);
  if (end < 0) return { country: value, region: value };
  return { country: value.slice(0, end), region: value.slice(end + SEPARATOR.length) };
}
