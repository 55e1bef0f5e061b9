import { isPrefetch, type VisitIntent } from '../../visits/index.ts';

/** The headers that showing a page looks at; empty where the client sent none. */
export type PageRequest = {
  isHead: boolean;
  userAgent: string;
  referrer: string;
  accept: string;
  acceptLanguage: string;
  acceptEncoding: string;
  ifNoneMatch: string;
  range: string;
  ifRange: string;
  intent: VisitIntent;
  /** `Sec-GPC: 1` */
  asksForPrivacy: boolean;
  /** A browser fetches it to become a service worker, which would see every later request to this host. */
  isServiceWorker: boolean;
};

function take(found: PageRequest, name: string, value: string): void {
  switch (name) {
    case 'accept':
      found.accept = value;
      break;
    case 'accept-encoding':
      found.acceptEncoding = value;
      break;
    case 'accept-language':
      found.acceptLanguage = value;
      break;
    case 'if-none-match':
      // The one header of these that may come several times.
      found.ifNoneMatch = found.ifNoneMatch === '' ? value : `${found.ifNoneMatch}, ${value}`;
      break;
    case 'if-range':
      found.ifRange = value;
      break;
    case 'range':
      found.range = value;
      break;
    case 'referer':
      found.referrer = value;
      break;
    case 'sec-gpc':
      found.asksForPrivacy = value === '1';
      break;
    case 'sec-purpose':
    case 'purpose':
    case 'x-purpose':
    case 'x-moz':
      if (isPrefetch(value)) found.intent = 'prefetch';
      break;
    case 'service-worker':
      found.isServiceWorker = value === 'script';
      break;
    case 'user-agent':
      found.userAgent = value;
      break;
  }
}

/** Reads the headers as they came, so that Node never builds its object of all of them. */
export function readPageRequest(rawHeaders: readonly string[], isHead: boolean): PageRequest {
  const found: PageRequest = {
    isHead,
    userAgent: '',
    referrer: '',
    accept: '',
    acceptLanguage: '',
    acceptEncoding: '',
    ifNoneMatch: '',
    range: '',
    ifRange: '',
    intent: 'navigate',
    asksForPrivacy: false,
    isServiceWorker: false,
  };
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    take(found, (rawHeaders[index] ?? '').toLowerCase(), rawHeaders[index + 1] ?? '');
  }
  return found;
}
