import type { Person } from '../../accounts/index.ts';
import type { PageReadDeps } from '../page-deps.ts';
import type { PageShowDeps } from '../show/page-show-deps.ts';

/** What the review of pages needs. */
export type PageReviewDeps = PageReadDeps &
  Pick<PageShowDeps, 'roleOf' | 'contentUrl' | 'publicPages'> & {
    readonly currentPerson: (request: Request) => Promise<Person | undefined>;
  };
