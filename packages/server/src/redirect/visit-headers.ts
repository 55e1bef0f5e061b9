import { isPrefetch, type VisitIntent } from '../visits/index.ts';

/** The headers that a redirect looks at; empty where the client sent none. */
export type VisitHeaders = {
  userAgent: string;
  referrer: string;
  accept: string;
  acceptLanguage: string;
  intent: VisitIntent;
  /** `Sec-GPC: 1` */
  asksForPrivacy: boolean;
  /** A browser fetches it to become a service worker. */
  isServiceWorker: boolean;
};

/**
 * Scans the headers as they came, so that Node never builds its object of all of them. Names are told apart by their length
 * first: that decides nearly every header without looking at its letters.
 */
export function readVisitHeaders(rawHeaders: readonly string[]): VisitHeaders {
  const found: VisitHeaders = {
    userAgent: '',
    referrer: '',
    accept: '',
    acceptLanguage: '',
    intent: 'navigate',
    asksForPrivacy: false,
    isServiceWorker: false,
  };
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const value = rawHeaders[index + 1] ?? '';
    switch (name.length) {
      case 5:
        if (name.toLowerCase() === 'x-moz' && isPrefetch(value)) found.intent = 'prefetch';
        break;
      case 6:
        if (name.toLowerCase() === 'accept') found.accept = value;
        break;
      case 7:
        if (name.toLowerCase() === 'referer') found.referrer = value;
        else if (value === '1' && name.toLowerCase() === 'sec-gpc') found.asksForPrivacy = true;
        else if (name.toLowerCase() === 'purpose' && isPrefetch(value)) found.intent = 'prefetch';
        break;
      case 9:
        if (name.toLowerCase() === 'x-purpose' && isPrefetch(value)) found.intent = 'prefetch';
        break;
      case 10:
        if (name.toLowerCase() === 'user-agent') found.userAgent = value;
        break;
      case 11:
        if (name.toLowerCase() === 'sec-purpose' && isPrefetch(value)) found.intent = 'prefetch';
        break;
      case 14:
        if (value === 'script' && name.toLowerCase() === 'service-worker') found.isServiceWorker = true;
        break;
      case 15:
        if (name.toLowerCase() === 'accept-language') found.acceptLanguage = value;
        break;
    }
  }
  return found;
}
