/**
 * First path segments that the server uses itself or will: no slug, handle or username may take one, or a link made today
 * would be swallowed by a later release. Compared in lower case.
 */
export const RESERVED_SEGMENTS: ReadonlySet<string> = new Set([
  ...['v1', 'v2', 'v3', 'api', 'mcp', 'graphql', 'health', 'metrics', 'docs', 'help', 'status', 'events', 'openapi'],
  ...[
    's',
    'p',
    'u',
    'w',
    'share',
    'shares',
    'page',
    'pages',
    'link',
    'links',
    'raw',
    'content',
    'review',
    'embed',
    'qr',
  ],
  ...[
    'login',
    'logout',
    'sign-in',
    'sign-out',
    'sign-up',
    'signin',
    'signout',
    'signup',
    'register',
    'setup',
    'invite',
  ],
  ...['account', 'settings', 'auth', 'oauth', 'sso', 'verify', 'unlock', 'admin', 'dashboard', 'app', 'console', 'me'],
  ...['workspace', 'workspaces', 'domains', 'webhooks', 'keys', 'components', 'audit', 'privacy', 'terms', 'legal'],
  ...['abuse', 'report', 'security', 'support', 'contact', 'about', 'proffer', 'www', 'root', 'system', 'null'],
  ...['assets', 'static', 'public', 'images', 'fonts', 'robots', 'favicon', 'sitemap', 'manifest', 'well-known'],
  ...['undefined', 'index', 'home-page', 'new', 'search', 'custom', 'test-mode'],
]);

export function isReservedSegment(segment: string): boolean {
  return RESERVED_SEGMENTS.has(segment.toLowerCase());
}
