import Bowser from 'bowser';

/** "Firefox, Linux" for the user agent of a session; undefined where nothing is known of it. */
export function describeAgent(userAgent: string | null): string | undefined {
  if (userAgent === null || userAgent === '') return undefined;
  const { browser, os } = Bowser.parse(userAgent);
  const parts = [browser.name, os.name].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : parts.join(', ');
}
