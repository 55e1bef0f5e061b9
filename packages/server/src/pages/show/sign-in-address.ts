import { type PageAddress, pathOf } from './page-address.ts';

/** Where somebody signs in and comes back to a page. Made of what was asked for alone: it tells nothing of what is there. */
export function signInAddress(publicUrl: string, address: PageAddress): string {
  return `${publicUrl}/sign-in?next=${encodeURIComponent(pathOf(address))}`;
}
