import type { LimitOverrides } from '../../platform/limits/limit-name.ts';
import type { Limits } from '../../platform/limits/limits.ts';
import type { Mailer } from '../../platform/mail/mail.ts';
import type { PageReadDeps } from '../page-deps.ts';
import type { PageShowDeps } from '../show/page-show-deps.ts';

/** What reporting a page to the operator needs. */
export type PageReportDeps = PageReadDeps &
  Pick<PageShowDeps, 'publicPages'> & {
    readonly mail: Mailer;
    readonly limits: Limits;
    readonly limitOverrides: LimitOverrides;
    /** Whom a report is mailed to. */
    readonly listOperatorEmails: () => Promise<readonly string[]>;
  };
