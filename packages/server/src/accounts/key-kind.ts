import type { WorkspaceKind } from './workspace.ts';

export const KEY_KINDS = ['live', 'test', 'personal', 'workspace'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** How a token of each kind begins. No prefix begins another, so the kind can be read from the token. */
export const KEY_PREFIXES: Readonly<Record<KeyKind, string>> = {
  live: 'sk_live_',
  test: 'sk_test_',
  personal: 'sd_',
  workspace: 'sdw_',
};

/** Test keys see and make test objects only, all others live objects only. */
export function isLiveKind(kind: KeyKind): boolean {
  return kind !== 'test';
}

/** The kind of workspace that keys of `kind` act for; undefined when both will do. */
export function workspaceKindOf(kind: KeyKind): WorkspaceKind | undefined {
  if (kind === 'personal') return 'personal';
  return kind === 'workspace' ? 'team' : undefined;
}
