/** What a key may do, in the order in which scopes are kept and shown. */
export const KEY_SCOPES = [
  'links:read',
  'links:write',
  'shares:read',
  'shares:write',
  'pages:read',
  'pages:write',
  'webhooks:read',
  'webhooks:write',
  'admin',
] as const;

export type KeyScope = (typeof KEY_SCOPES)[number];

/** What a key has that was made by another key: a leaked copy of it cannot make itself more keys. */
export const SCOPES_WITHOUT_ADMIN: readonly KeyScope[] = KEY_SCOPES.filter((scope) => scope !== 'admin');

/** `scopes` without repetitions and in the usual order. */
export function inUsualOrder(scopes: readonly KeyScope[]): readonly KeyScope[] {
  return KEY_SCOPES.filter((scope) => scopes.includes(scope));
}
