import type { Scope } from '../accounts/index.ts';
import type { ComponentContent } from './components/component-registry.ts';

export const SHARE_TYPES = ['text', 'image', 'interactive'] as const;
export type ShareType = (typeof SHARE_TYPES)[number];

/** What was shared. `body`: text, the address or data of an image, or a component with its props. */
export type ShareContent =
  | { readonly type: 'text' | 'image'; readonly body: string }
  | { readonly type: 'interactive'; readonly body: ComponentContent };

/** A share without its content. */
export type Share = {
  readonly id: string;
  readonly code: string;
  readonly scope: Scope;
  readonly type: ShareType;
  readonly hasPassword: boolean;
  readonly passwordVersion: number;
  readonly expiresAtMs: number | null;
  /** Null: without a limit. It is one or the other for good. */
  readonly maxViews: number | null;
  /** Views that were spent of `maxViews`; 0 without a limit. */
  readonly spentViews: number;
  readonly spentAtMs: number | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
};

export function hasExpired({ expiresAtMs }: Pick<Share, 'expiresAtMs'>, nowMs: number): boolean {
  return expiresAtMs !== null && expiresAtMs <= nowMs;
}

/** Over, by time or by views: to everybody but its owner it never was. */
export function hasEnded(share: Pick<Share, 'expiresAtMs' | 'spentAtMs'>, nowMs: number): boolean {
  return share.spentAtMs !== null || hasExpired(share, nowMs);
}
