import type { BlockReason, PageName } from '../page.ts';

/** What every page says: what is the matter, and what its visitor can do about it, one step a sentence. */
type Message = { readonly title: string; readonly lead: string; readonly advice: readonly string[] };

type Section = { readonly heading: string; readonly text: string };

/** All that pages say in one language. */
export type Texts = Record<Exclude<PageName, 'home'>, Message> & {
  readonly adviceHeading: string;
  /** Of the link to the front page, which shows only a name. */
  readonly frontPage: string;
  readonly answeredBy: string;
  readonly home: {
    readonly title: string;
    readonly lead: string;
    readonly visitors: Section;
    readonly members: { readonly heading: string; readonly link: string };
    readonly programmers: Section & { readonly link: string };
  };
  readonly blocked: { readonly because: Record<BlockReason, string> };
  /** `wait` is like "in 2 minutes". */
  readonly 'too-many-requests': { comeBack(wait: string): string };
  readonly 'sign-in-to-see': { readonly signIn: string };
  readonly 'not-for-you': { readonly signedInAs: string };
  readonly failed: { readonly requestId: string };
};
