import type { PageMode } from '../page.ts';

/** Loaded for the eye and the ear only, whatever the mode. An address of this server is not told apart: it answers without a session. */
const TO_LOOK_AT = [
  "default-src 'none'",
  'img-src https: data: blob:',
  'media-src https: data: blob:',
  'font-src https: data:',
  "style-src 'unsafe-inline' https: data:",
];

/** Named although `default-src` covers some of them: browsers differ in what falls back on what. */
const NEVER = [
  "connect-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "object-src 'none'",
  "manifest-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** Without `allow-same-origin` the origin of the document is one of its own that nothing else shares, also on this very host. */
const SANDBOX = {
  static: 'sandbox',
  interactive: 'sandbox allow-scripts allow-forms allow-modals',
} as const;

const SCRIPTS = {
  static: "script-src 'none'",
  interactive: "script-src 'unsafe-inline' 'unsafe-eval' https: data: blob:",
} as const;

const PERMISSIONS_POLICY = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'web-share',
  'window-management',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

export type HeaderPair = readonly [name: string, value: string];

/** What every answer at the address of a page says besides its Content-Security-Policy, be it the page or a refusal. */
export const GUARDS: readonly HeaderPair[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Permissions-Policy', PERMISSIONS_POLICY],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
];

/** `frameAncestors`: who may show the page in a frame, as CSP writes it. What may load and why: docs/decisions/0017. */
export function contentSecurityPolicy(mode: PageMode, frameAncestors: string): string {
  return [SANDBOX[mode], ...TO_LOOK_AT, SCRIPTS[mode], ...NEVER, `frame-ancestors ${frameAncestors}`].join('; ');
}

/**
 * Of the copy in the frame of the review. Of a static page it runs the one script of ours, by its hash, and still none of the page; an
 * interactive one runs both.
 */
export function reviewSecurityPolicy(mode: PageMode, frameAncestors: string, scriptSource: string): string {
  const scripts = mode === 'static' ? `script-src ${scriptSource}` : SCRIPTS.interactive;
  return [SANDBOX.interactive, ...TO_LOOK_AT, scripts, ...NEVER, `frame-ancestors ${frameAncestors}`].join('; ');
}

/** Of a page for people that stands where a page could be: its own style and icon, and nothing that runs. */
export function refusalSecurityPolicy(styleSource: string): string {
  return [
    SANDBOX.static,
    "default-src 'none'",
    `style-src ${styleSource}`,
    "img-src 'self'",
    SCRIPTS.static,
    ...NEVER,
    "frame-ancestors 'none'",
  ].join('; ');
}
