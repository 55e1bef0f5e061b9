import type { Scope } from '../accounts/index.ts';

export const PAGE_MODES = ['static', 'interactive'] as const;
export type PageMode = (typeof PAGE_MODES)[number];

export const VISIBILITIES = ['public', 'private', 'shared'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** A page as it is worked with. `version` and `fileSize` are those of its current content. */
export type Page = {
  readonly id: string;
  readonly scope: Scope;
  readonly slug: string;
  readonly title: string;
  readonly mode: PageMode;
  readonly visibility: Visibility;
  readonly version: number;
  readonly fileSize: number;
  /** When the operator took the page down, keeping it. Nobody may read it since. */
  readonly takenDownAtMs: number | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
};

/**
 * One content of a page. Content that was restored is the same bytes under a new number. `etag`: a keyed hash of the bytes, equal
 * where they are equal. `charset`: a label of the Encoding Standard; the bytes mean nothing else.
 */
export type PageVersion = {
  readonly number: number;
  readonly blobKey: string;
  readonly fileSize: number;
  readonly charset: string;
  readonly etag: string;
  readonly restoredFrom: number | null;
  readonly createdAtMs: number;
};
