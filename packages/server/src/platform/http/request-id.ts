import { randomBytes } from 'node:crypto';

/**
 * Ids of requests: random for each process, then counted. A random id for each request would cost the redirect more than
 * it gives anybody.
 */
export function createRequestIds(): () => string {
  const process = randomBytes(6).toString('hex');
  let count = 0;
  return () => `req_${process}${(++count).toString(36).padStart(6, '0')}`;
}
