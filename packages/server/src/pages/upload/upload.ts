import type { PageMode, Visibility } from '../page.ts';

/** What came with a request that carries a file: the bytes as they came, and what was said about them. */
export type ReceivedFile = {
  readonly bytes: Buffer;
  readonly fileName: string | undefined;
  /** As the request declares it. */
  readonly charset: string | undefined;
};

/** Content that was found to be HTML. `derivedTitle`: what it calls itself. */
export type HtmlContent = { readonly bytes: Buffer; readonly charset: string; readonly derivedTitle: string };

/** What a caller says of a new page. */
export type PageDetails = {
  readonly title?: string | undefined;
  readonly mode?: PageMode | undefined;
  readonly visibility?: Visibility | undefined;
};
