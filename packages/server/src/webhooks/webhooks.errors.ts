import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';

/** The same for a webhook that never was, was deleted, or belongs to somebody else. */
export const webhookNotFound = (): AppError => new AppError(FAILURES.notFound, 'There is no webhook with this id.');

export const deliveryNotFound = (): AppError => new AppError(FAILURES.notFound, 'There is no delivery with this id.');

export const tooManyWebhooks = (max: number): AppError =>
  new AppError(FAILURES.conflict, `There are ${max} webhooks, which is as many as there may be: delete one first.`);

export const notActive = (): AppError =>
  new AppError(FAILURES.conflict, 'The webhook is not active: set its status to "active" first.');

export const eventNotKept = (): AppError => new AppError(FAILURES.conflict, 'The event is not kept any more.');

export const probeFailed = (error: string): AppError =>
  new AppError(FAILURES.conflict, `The webhook stays disabled: a test delivery failed (${error}).`);
