import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { isId } from '../platform/ids.ts';
import type { DeliveryPosition } from './deliveries.store.ts';

export function formatDeliveryCursor({ created_at, id }: DeliveryPosition): string {
  return Buffer.from(`${created_at}.${id}`, 'utf8').toString('base64url');
}

/** Throws `invalid_request`. */
export function parseDeliveryCursor(cursor: string): DeliveryPosition {
  const match = /^(\d{1,15})\.(.+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (match?.[1] === undefined || match[2] === undefined || !isId('dlv', match[2])) {
    throw new AppError(FAILURES.invalid, 'The field "cursor" is not valid: it must be one that this list has given.');
  }
  return { created_at: Number(match[1]), id: match[2] };
}
