import type { ShareContentPage, SharePage } from '../share-page.ts';

type Views = { readonly used: number; readonly max: number };

/** All that the page of a share says in one language. `wait` is like "in 2 minutes". */
export type ShareTexts = {
  /** Of the window; the same for all, because windows are seen by others. */
  readonly title: string;
  readonly card: { readonly title: string; readonly lead: string };
  readonly headings: Record<SharePage['kind'], string>;
  readonly reveal: {
    readonly lead: string;
    readonly button: string;
    /** The views before this one. */
    views(views: Views): string;
  };
  readonly password: {
    readonly lead: string;
    readonly field: string;
    readonly button: string;
    readonly wrong: string;
    tooMany(wait: string): string;
  };
  readonly actions: {
    readonly raw: string;
    readonly download: string;
    readonly copy: string;
    readonly copied: string;
    readonly copyCode: string;
  };
  readonly image: {
    readonly alternative: string;
    readonly zoom: string;
    readonly kept: string;
    readonly from: string;
  };
  readonly interactive: { readonly withoutScripts: string; frame(component: string): string };
  readonly facts: {
    readonly expires: string;
    views(views: Views): string;
    readonly again: string;
    readonly stranger: Record<ShareContentPage['kind'], string>;
  };
};
