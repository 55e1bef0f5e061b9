import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import type { Visibility } from './page.ts';

const VERSION_CONFLICT = { code: 'VERSION_CONFLICT', status: 412 };
const PAGE_LIMIT_REACHED = { code: 'PAGE_LIMIT_REACHED', status: 403 };
/** The source answers this with the code of a bad request and the status of a refusal. */
const NOT_ON_PLAN = { code: FAILURES.invalid.code, status: FAILURES.forbidden.status };

/** The same for a page that never was, was deleted, or belongs to somebody else. */
export const pageNotFound = (): AppError => new AppError(FAILURES.notFound, 'There is no page with this id.');
export const workspaceNotFound = (): AppError => new AppError(FAILURES.notFound, 'There is no workspace with this id.');
export const versionNotFound = (): AppError => new AppError(FAILURES.notFound, 'This page has no such version.');
export const commentNotFound = (): AppError => new AppError(FAILURES.notFound, 'There is no comment with this id.');
export const grantNotFound = (): AppError => new AppError(FAILURES.notFound, 'There is no grant with this id.');

export const viewersOnlyRead = (workspaceId: string): AppError =>
  new AppError(FAILURES.forbidden, 'Viewers of a workspace do not change its pages.', {
    refused: { missing: 'the role of a member', workspaceId },
  });

export const pageIsEvidence = (): AppError =>
  new AppError(
    FAILURES.forbidden,
    'The operator of this server took this page down and keeps it: it cannot be deleted.',
  );

export const pageLimitReached = (max: number): AppError =>
  new AppError(
    PAGE_LIMIT_REACHED,
    `The plan of this workspace has room for ${max} pages: delete one, or change the plan.`,
  );

export const versionMoved = (current: number): AppError =>
  new AppError(
    VERSION_CONFLICT,
    `The page is at version ${current} now. Read it, and send "If-Match" with that version.`,
  );

export const visibilityNotOnPlan = (visibility: Visibility): AppError =>
  new AppError(NOT_ON_PLAN, `The field "visibility" is not valid: "${visibility}" is not available on this plan.`);
