import type { Option } from './option.ts';
import { oneOf, origin, wholeNumber } from './option-types.ts';

/** How pages are shown. */
export const PAGE_OPTIONS = {
  PROFFER_CONTENT_URL: {
    group: 'Pages',
    schema: origin,
    without: 'pages are shown under `PROFFER_PUBLIC_URL`',
    description:
      'An origin of its own for what people upload, such as `https://example-content.net`: best under another registrable domain. It ' +
      'must lead to this server, with its `Host` header as it is; only pages are answered there.',
  },
  PROFFER_PUBLIC_PAGES: {
    group: 'Pages',
    schema: oneOf(['on', 'off']),
    fallback: 'on',
    description:
      'Whether pages may be public. With `off` none can be made public, and those that are answer as private ones, from the next ' +
      'start on.',
  },
  PROFFER_PAGE_CACHE_MB: {
    group: 'Pages',
    schema: wholeNumber(1, 65_536),
    fallback: '64',
    description:
      'Megabytes of public pages that are kept in memory, where showing one needs no database and no blob store.',
  },
} as const satisfies Readonly<Record<string, Option>>;
