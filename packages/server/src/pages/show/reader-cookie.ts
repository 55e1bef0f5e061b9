import { z } from 'zod';
import { SealBroken, type Sealer } from '../../platform/crypto/seal.ts';
import { type PageAddress, pathOf } from './page-address.ts';

const NAME = 'proffer-page';
const LASTS_SECONDS = 15 * 60;
const CHARACTERS_MAX = 1_000;

const CONTENT = z.strictObject({ version: z.number(), personId: z.string(), untilMs: z.number() });

/** Somebody who came to the host for content with permission to see one version of one page. */
export type Permission = { readonly pageId: string; readonly version: number; readonly personId: string };

const placeOf = (pageId: string) => ({ table: 'page_cookies', column: 'permission', row: pageId });

/**
 * The cookie that a page for certain people is read with on the host for content: sealed, for this host and this path alone, out of
 * reach of scripts. `Lax`, because browsers come here by a redirect from another host.
 */
export function readerCookie(
  sealer: Sealer,
  { pageId, version, personId }: Permission,
  address: PageAddress,
  { nowMs, isSecure }: { readonly nowMs: number; readonly isSecure: boolean },
): string {
  const content = { version, personId, untilMs: nowMs + LASTS_SECONDS * 1_000 };
  const value = sealer.seal(JSON.stringify(content), placeOf(pageId)).toString('base64url');
  const secure = isSecure ? '; Secure' : '';
  return `${NAME}=${value}; Path=${pathOf(address)}; Max-Age=${LASTS_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

function valuesIn(cookies: string): readonly string[] {
  return cookies.split(';').flatMap((pair) => {
    const [name = '', value = ''] = pair.trim().split('=', 2);
    return name === NAME && value.length <= CHARACTERS_MAX ? [value] : [];
  });
}

/** Who may see this version of this page by the cookies of a request. Whether they still may is to be asked again. */
export function readReaderCookie(
  sealer: Sealer,
  cookies: string,
  { pageId, version }: Omit<Permission, 'personId'>,
  nowMs: number,
): string | undefined {
  for (const value of valuesIn(cookies)) {
    try {
      const content = CONTENT.parse(
        JSON.parse(sealer.open(Buffer.from(value, 'base64url'), placeOf(pageId)).toString()),
      );
      if (content.version === version && content.untilMs > nowMs) return content.personId;
    } catch (error) {
      // Made up, or for another page.
      if (!(error instanceof SealBroken)) throw error;
    }
  }
  return undefined;
}
