import type { Comment } from '../comments/comment.ts';
import type { PageVersion } from '../page.ts';
import type { Hunk, View } from './compare-versions.ts';

/** What somebody looks at in the review: one version in the frame, or what changed between two. */
export type Looking =
  | { readonly kind: 'version'; readonly version: number; readonly frameUrl: string }
  | {
      readonly kind: 'changes';
      readonly from: number;
      readonly to: number;
      readonly view: View;
      /** Undefined when it is too much to compare. */
      readonly hunks: readonly Hunk[] | undefined;
    };

export type ReviewFacts = {
  /** Of the page: `/<username>/<slug>`. */
  readonly path: string;
  readonly title: string;
  readonly currentVersion: number;
  readonly isPublic: boolean;
  readonly looking: Looking;
  readonly comments: readonly Comment[];
  /** Newest first. */
  readonly versions: readonly PageVersion[];
  readonly personId: string;
  /** May resolve and delete what others wrote. */
  readonly moderates: boolean;
};
