import fc from 'fast-check';

const FIELDS = [
  'content',
  'type',
  'body',
  'options',
  'expires',
  'maxViews',
  'password',
  'destination',
  'slug',
  'metadata',
  'tracking',
  'expires_at',
  'status',
  'utm_source',
  'name',
  'scopes',
];
const TRICKY_FIELDS = ['__proto__', 'constructor', 'toString', 'overlap_seconds', 'kind'];
const SOUND_VALUES = [
  'text',
  'image',
  'interactive',
  'https://example.com/',
  '2100-01-01T00:00:00Z',
  'active',
  'links:read',
];

/** Any JSON, of which much knows the names of fields and some of their values. */
export const anyJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...[null, true, 0, -0, 1e308, '', '\u0000', '\ud800', ...SOUND_VALUES]),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom(...FIELDS, ...TRICKY_FIELDS), fc.string({ unit: 'binary', maxLength: 50 })),
      tie('value'),
      { maxKeys: 6, noNullPrototype: true },
    ),
  ),
})).value;

/** A link that would do but for what stands in the place of one or more of its fields. */
export const almostALink = fc
  .record({ slug: anyJson, metadata: anyJson, tracking: anyJson, expires_at: anyJson }, { requiredKeys: [] })
  .map((fields) => ({ destination: 'https://example.com/', ...fields }));

/** A share that would do but for what stands in the place of one or more of its fields. */
export const almostAShare = fc.oneof(
  fc.record({ type: anyJson, body: anyJson }).map((content) => ({ content })),
  fc
    .record({ expires: anyJson, password: anyJson, maxViews: anyJson, views: anyJson }, { requiredKeys: [] })
    .map((options) => ({ content: { type: 'text', body: 'x' }, options })),
  fc.record({ type: fc.constantFrom('text', 'image', 'interactive'), body: anyJson }).map((content) => ({ content })),
);

/** Texts that have broken something somewhere. */
export const TRICKS = [
  ...[
    '',
    '\u0000',
    'a\u0000b',
    ' ',
    '%',
    '%00',
    '../..',
    '\\',
    "' or 1=1 --",
    '_',
    '-1',
    '1e9',
    '0x10',
    '9'.repeat(400),
  ],
  ...[
    'null',
    '[]',
    '{}',
    'true',
    'NaN',
    '__proto__',
    'constructor',
    '💥',
    '\u202e',
    '\ufeff',
    '-271821-04-20T00:00:00Z',
  ],
];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.constantFrom(...TRICKS),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.stringMatching(/^[+-]?\d{4,6}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/),
);

export const QUERY_NAMES = [
  ...['limit', 'offset', 'slug', 'status', 'q', 'cursor', 'format', 'size', 'bots', 'timezone'],
  ...['start_date', 'end_date', 'granularity'],
];

export const encodeQuery = (name: string, value: string): string =>
  `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`;

export const anyQuery = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...QUERY_NAMES), anyText), anyText), { maxLength: 4 })
  .map((pairs) => pairs.map(([name, value]) => encodeQuery(name, value)).join('&'));

/** Any bytes as a part of a path, percent-encoded, so that a client leaves them alone. */
export const anySegment = fc
  .uint8Array({ maxLength: 40 })
  .map((bytes) => Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));

export const anyContentType = fc.oneof(
  fc.constantFrom(
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=utf-16',
    'text/plain',
  ),
  fc.constantFrom('application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ';', 'application/*', '*/*'),
  fc.stringMatching(/^[!-~]{1,40}$/),
);

export const anyBody = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'binary' }).map((text) => Buffer.from(`{"destination":"${text}"}`, 'latin1')),
);

const HEADERS = ['authorization', 'idempotency-key', 'accept', 'x-forwarded-for', 'cookie', 'accept-language'];

export const anyHeaders = fc.dictionary(
  fc.constantFrom(...HEADERS),
  fc.oneof(fc.stringMatching(/^[!-~]([ -~]{0,200}[!-~])?$/), fc.constantFrom('\u00ff\u0080', ',')),
  { noNullPrototype: true },
);
